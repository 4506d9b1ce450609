// The net under states, as checks over any database: the tests run them over the deployed one, the mutants over spoilt ones.
import assert from 'node:assert/strict';
import type { TestDatabase } from '../../../support/harness.ts';
import { CAUSES } from './causes.ts';
import { makeItem } from './item.ts';
import { codeOf } from './race.ts';

interface Transition {
  readonly from_status: string;
  readonly to_status: string;
  readonly event: string;
  readonly actor_kind: string;
  readonly number: number;
}
interface State {
  readonly status: string;
  readonly is_final: boolean;
  readonly is_waiting: boolean;
  readonly wakeup_kind: string | null;
}
const transitionsOf = (db: TestDatabase): Promise<Transition[]> =>
  db.sql('select * from ops.work_item_transitions order by number, from_status, actor_kind');
const statesOf = (db: TestDatabase): Promise<State[]> => db.sql('select * from ops.work_item_states');
const nameOf = (t: Transition): string => `${t.from_status}>${t.to_status} ${t.event} ${t.actor_kind}`;

/** Every row of the table is caused by a call or a timer, and by its own kind of actor. */
export async function rowsAreCaused(db: TestDatabase): Promise<void> {
  const transitions = await transitionsOf(db);
  assert.deepEqual([...CAUSES.keys()].sort(), transitions.map(nameOf).sort());
  assert.deepEqual(
    [...new Set(transitions.map((t) => t.number))],
    Array.from({ length: 26 }, (_, i) => i + 1),
  );
  for (const [name, cause] of CAUSES) {
    const item = await makeItem(db, cause.given);
    await cause.run(item);
    const taken = await db.sql(
      `select format('%s>%s %s %s', from_status, to_status, event, actor_kind) as name, actor, database_role from ops.work_item_history where work_item_id = $1`,
      item.id,
    );
    const row = taken.find((t) => t.name === name);
    assert.ok(row, `${name} was not caused: ${JSON.stringify(taken.map((t) => t.name))}`);
    assert.ok(row.actor !== '' && row.database_role === 'mandor_deploy', name);
    assert.deepEqual(await db.sql('select * from ops.v_orphans'), [], name);
    assert.deepEqual(
      await db.sql(
        `select * from ops.occurrences o where o.status = 'running' and exists (select from ops.work_items w where w.occurrence_id = o.id and w.status in ('failed', 'cancelled', 'approved', 'escalated'))`,
      ),
      [],
      `${name}: its run goes on`,
    );
  }
}

/** Every waiting state has its timer, whatever way it was entered; each timer acts, once, and leads to a person. */
export async function timersAct(db: TestDatabase): Promise<void> {
  const states = await statesOf(db);
  for (const state of states.filter((s) => s.is_waiting)) {
    const item = await makeItem(db);
    await item.into(state.status);
    assert.equal(await item.status(), state.status);
    const before = await item.wake();
    assert.equal(before?.kind, state.wakeup_kind, state.status);
    assert.equal(await item.one('select ops.work_item_timer($1)', before.id), 'early', state.status);
    assert.ok(!['stale', 'early', 'none'].includes(await item.due()), `${state.status}: the timer did nothing`);
    assert.equal(await item.one('select ops.work_item_timer($1)', before.id), 'stale', `${state.status}: the old wake-up acts again`);
    // Left alone it comes to an end, or to a person who is reminded each day.
    for (let i = 0; i < 40 && (await item.status()) !== 'escalated'; i++) {
      assert.notEqual(await item.due(), 'none', state.status);
      const token =
        (await item.status()) === 'in_progress' &&
        (await item.one('select claimed_by is null from ops.work_items where id = $1', item.id)) === 'true';
      if (token) await item.one(`select ops.work_item_fail($1, '{"message": "again"}', true)`, await item.start());
    }
    assert.equal(await item.status(), 'escalated', state.status);
    assert.equal(await item.due(), 'reminded');
  }
  for (const state of states.filter((s) => !s.is_waiting)) assert.equal(state.wakeup_kind, null, state.status);
}

/** A final state is reachable from every state, and only final states are never left. */
export async function endsAreReached(db: TestDatabase): Promise<void> {
  const transitions = await transitionsOf(db);
  const states = await statesOf(db);
  const reaches = new Set(states.filter((s) => s.is_final).map((s) => s.status));
  assert.deepEqual([...reaches].sort(), ['approved', 'cancelled']);
  for (let grown = true; grown; ) {
    grown = false;
    for (const t of transitions) if (reaches.has(t.to_status) && !reaches.has(t.from_status)) grown = Boolean(reaches.add(t.from_status));
  }
  for (const s of states) {
    assert.ok(reaches.has(s.status), `${s.status} leads nowhere`);
    assert.equal(
      transitions.some((t) => t.from_status === s.status),
      !s.is_final,
      s.status,
    );
    assert.ok(
      transitions.some((t) => t.to_status === s.status),
      `${s.status} is never entered`,
    );
  }
}

/** Each pair of states, event and actor that is no row is refused, to the owner too; no commit leaves an item in l2_approved. */
export async function nothingElseHappens(db: TestDatabase): Promise<void> {
  const transitions = await transitionsOf(db);
  const states = await statesOf(db);
  const events = [...new Set(transitions.map((t) => t.event))];
  const kinds = [...new Set(transitions.map((t) => t.actor_kind))];
  const known = new Set(transitions.map(nameOf));
  const columns = (to: string): string =>
    [
      `status = '${to}'`,
      `run_token = ${to === 'in_progress' ? 'gen_random_uuid()' : 'null'}`,
      'claimed_by = null',
      `finished_at = ${['approved', 'cancelled'].includes(to) ? 'util.now()' : 'null'}`,
      'revision_no = greatest(revision_no, 1)',
    ].join(', ');
  let refused = 0;
  for (const from of states.filter((s) => s.status !== 'l2_approved').map((s) => s.status)) {
    const item = await makeItem(db);
    await item.into(from);
    assert.equal(await item.status(), from);
    for (const to of states.map((s) => s.status).filter((s) => s !== from)) {
      // Without a cause, then with each cause that is no row of the table.
      assert.equal(await codeOf(db.sql(`update ops.work_items set ${columns(to)} where id = $1`, item.id)), 'MD201', `${from} → ${to}`);
      const causes = events
        .flatMap((event) => kinds.map((kind) => ({ event, kind })))
        .filter((c) => !known.has(`${from}>${to} ${c.event} ${c.kind}`));
      await db.deployPool.query(`do $$
        declare v_cause jsonb;
        begin
          for v_cause in select x from jsonb_array_elements('${JSON.stringify(causes)}') x loop
            begin
              perform ops.work_item_announce(v_cause ->> 'event', v_cause ->> 'kind', 'x', null);
              update ops.work_items set ${columns(to)} where id = ${item.id};
              raise exception 'accepted: ${from} to ${to} %', v_cause;
            exception when sqlstate 'MD201' then null;
            end;
          end loop;
        end $$`);
      refused += causes.length + 1;
    }
    assert.equal(await item.status(), from);
  }
  assert.ok(refused > 10_000, `${refused} changes were tried`);
  const item = await makeItem(db);
  await item.into('done');
  const half = `do $$ begin
      perform ops.work_item_announce('review_pass', 'system', 'x', null);
      update ops.work_items set status = 'l2_approved' where id = ${item.id};
    end $$`;
  assert.equal(await codeOf(db.deployPool.query(half)), 'MD902');
}

/** What each guard trigger lets through, read from its arguments. */
const NETS: Record<string, { finals: string[]; allowed: string[] }> = {
  'ops.events': {
    finals: ['completed'],
    allowed: ['>pending', 'pending>processing', 'processing>completed', 'processing>failed', 'processing>pending', 'failed>pending'],
  },
  'ops.occurrences': {
    finals: ['done', 'late', 'failed', 'collapsed', 'skipped'],
    allowed: [
      '>expected',
      'expected>waiting',
      'expected>running',
      'waiting>running',
      'running>running',
      'running>expected',
      'running>done',
      'running>late',
      'running>failed',
      'expected>collapsed',
      'expected>skipped',
      'waiting>collapsed',
      'waiting>skipped',
    ],
  },
  'ops.outbox': {
    finals: ['confirmed'],
    allowed: [
      '>planned',
      'planned>sending',
      'sending>confirmed',
      'sending>planned',
      'sending>failed',
      'sending>unknown',
      'unknown>confirmed',
      'unknown>planned',
      'unknown>failed',
      'failed>planned',
    ],
  },
  'ops.approvals': { finals: ['approved', 'rejected', 'closed'], allowed: ['>open', 'open>approved', 'open>rejected', 'open>closed'] },
  'ops.incident_steps': {
    finals: ['done', 'lost', 'dropped'],
    allowed: ['>planned', 'planned>running', 'running>done', 'running>lost', 'planned>dropped'],
  },
  'raw.load_history': {
    finals: ['rejected', 'failed', 'superseded'],
    allowed: [
      '>pulling',
      'pulling>staged',
      'pulling>failed',
      'staged>accepted',
      'staged>quarantined',
      'staged>failed',
      'quarantined>accepted',
      'quarantined>rejected',
      'accepted>superseded',
      'superseded>accepted',
    ],
  },
};

/** The guards of the other tables let through what was agreed, and every state leads to an end. */
export async function guardsAreAgreed(db: TestDatabase): Promise<void> {
  for (const [table, net] of Object.entries(NETS)) {
    const [guard] = await db.sql(
      `select string_to_array(encode(t.tgargs, 'escape'), '\\000') as args, pg_get_triggerdef(t.oid) as definition from pg_trigger t
         join pg_proc p on p.oid = t.tgfoid where t.tgrelid = $1::regclass and p.proname = 'tg_any__guard' and not t.tgisinternal`,
      table,
    );
    assert.ok(guard, `${table} has no guard`);
    assert.match(guard.definition, /BEFORE (INSERT OR )?UPDATE OF status ON/, table);
    const allowed = (guard.args as string[]).filter((a) => a !== '');
    assert.deepEqual([...allowed].sort(), [...net.allowed].sort(), table);
    const [check] = await db.sql(
      `select pg_get_constraintdef(k.oid) as text from pg_constraint k where k.conrelid = $1::regclass and k.conname like '%status_check'`,
      table,
    );
    const all = [...check.text.matchAll(/'([a-z_]+)'::text/g)].map((m) => m[1] as string);
    const pairs = allowed.map((a) => a.split('>') as [string, string]);
    assert.deepEqual([...new Set(pairs.map(([, to]) => to))].sort(), [...all].sort(), `${table}: every state is entered`);
    const reaches = new Set(net.finals);
    for (let i = 0; i < all.length; i++) for (const [from, to] of pairs) if (reaches.has(to)) reaches.add(from);
    for (const s of all) assert.ok(reaches.has(s), `${table}: ${s} leads nowhere`);
  }
}
