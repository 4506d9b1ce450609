// The net under incidents: every row of the table is caused, nothing else is possible, nothing waits without a timer, every way ends.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { codeOf, newWorker } from './support/race.ts';

const db = await testDatabase();
await db.setClock('2026-02-09T07:00:00+07:00');
const worker = await newWorker(db);

const OK = { exit: 0, stdout: '{"ok":true,"channels":{}}', stderr: '' };
const READY = { exit: 0, stdout: '{"ok":true,"status":"ready"}', stderr: '' };
const JOBS = { exit: 0, stdout: '{"jobs":[],"hasMore":false}', stderr: '' };
const DEAD = { exit: 1, stdout: '{"ok":false,"error":{"message":"mati"}}', stderr: '' };
const REFUSED = { fault: 'host_key', message: 'another key' };

let count = 0;
interface Case {
  readonly id: string;
  answer(...outcomes: object[]): Promise<void>;
  due(): Promise<void>;
  status(): Promise<string>;
}
async function incident(): Promise<Case> {
  const key = `mesin-${++count}`;
  await db.sql(
    `insert into ops.machines (key, title, host, host_keys) values ($1, $1, '127.0.0.1', array['SHA256:' || repeat('a', 43)])`,
    key,
  );
  const [{ id }] = await db.sql('select ops.incident_open($1, $2, $3) as id', key, 'health', 'mati');
  await db.sql('select ops.incident_ask($1)', id);
  const answer = async (...outcomes: object[]): Promise<void> => {
    for (const outcome of outcomes) {
      const [step] = await db.sql(`select id from ops.incident_steps where machine_key = $1 and status = 'planned'`, key);
      const [taken] = await db.sql('select run_token from ops.step_begin($1, $2)', step.id, worker);
      await db.sql('select ops.step_finish($1, $2)', taken.run_token, JSON.stringify(outcome));
    }
  };
  return {
    id,
    answer,
    async due() {
      const [{ due_at, wakeup }] = await db.sql(
        'select greatest(w.due_at, util.now()) as due_at, w.id as wakeup from ops.wakeups w join ops.incidents i on i.wakeup_id = w.id where i.id = $1',
        id,
      );
      await db.setClock(due_at.toISOString());
      await db.sql('select ops.wakeup_fire($1)', wakeup);
    },
    status: async () => (await db.sql('select status from ops.incidents where id = $1', id))[0].status,
  };
}

/** How each row of the table comes about. */
const CAUSES: Record<string, (i: Case) => Promise<unknown>> = {
  '>open detect system': async () => {},
  'open>verified healthy system': (i) => i.answer(OK),
  'open>recovering start system': (i) => i.answer(DEAD),
  'open>exhausted give_up system': (i) => i.answer(REFUSED),
  'open>closed close operator': (i) => db.sql(`select ops.incident_close($1, 'x')`, i.id),
  'recovering>recovering restart system': (i) => i.answer(DEAD),
  'recovering>recovering recovery_failed system': (i) => i.answer(DEAD, DEAD),
  'recovering>verified verify system': (i) => i.answer(DEAD, READY, READY, OK),
  'recovering>exhausted give_up system': (i) => i.answer(DEAD, REFUSED),
  'verified>closed close operator': async (i) => {
    await i.answer(OK);
    await db.sql(`select ops.incident_close($1, 'x')`, i.id);
  },
  'recovering>closed close operator': async (i) => {
    await i.answer(DEAD);
    await db.sql(`select ops.incident_close($1, 'x')`, i.id);
  },
  'verified>closed report system': (i) => i.answer(OK, JOBS),
  'exhausted>exhausted remind system': async (i) => {
    await i.answer(REFUSED);
    await i.due();
  },
  'exhausted>closed close operator': async (i) => {
    await i.answer(REFUSED);
    await db.sql(`select ops.incident_close($1, 'x')`, i.id);
  },
};
const rows = await db.sql('select * from ops.incident_transitions');
const nameOf = (r: Record<string, string>): string => `${r.from_status}>${r.to_status} ${r.event} ${r.actor_kind}`;

test('every row is caused, and without it its change is impossible', async () => {
  assert.deepEqual(Object.keys(CAUSES).sort(), rows.map(nameOf).sort());
  for (const [name, cause] of Object.entries(CAUSES)) {
    const made = await incident();
    await cause(made);
    const taken = await db.sql(
      'select coalesce(from_status, $2) as from_status, to_status, event, actor_kind from ops.incident_history where incident_id = $1',
      made.id,
      '',
    );
    assert.ok(taken.map(nameOf).includes(name), `${name}: ${JSON.stringify(taken.map(nameOf))}`);
    assert.deepEqual(await db.sql('select * from ops.v_orphans'), [], name);

    const [from, , event] = name.split(/[> ]/) as [string, string, string];
    await db.sql('delete from ops.incident_transitions where from_status = $1 and event = $2', from, event);
    const code = await incident()
      .then((i) => cause(i))
      .then(
        () => 'done',
        (e: { code?: string }) => e.code,
      );
    const row = rows.find((r) => nameOf(r) === name) as Record<string, string>;
    await db.sql(
      'insert into ops.incident_transitions select * from jsonb_populate_record(null::ops.incident_transitions, $1)',
      JSON.stringify(row),
    );
    assert.equal(code, 'MD201', name);
  }
});

test('no other change is possible, to the owner neither; history cannot be edited', async () => {
  const all = ['open', 'recovering', 'verified', 'exhausted', 'closed'];
  const into: Record<string, object[]> = { open: [], recovering: [DEAD], verified: [OK], exhausted: [REFUSED], closed: [OK, JOBS] };
  const known = new Set(rows.map(nameOf));
  const events = [...new Set(rows.map((r) => r.event as string))];
  let refused = 0;
  for (const from of all) {
    const made = await incident();
    await made.answer(...(into[from] as object[]));
    assert.equal(await made.status(), from);
    for (const to of all)
      for (const event of events)
        for (const kind of ['system', 'operator']) {
          if (known.has(`${from}>${to} ${event} ${kind}`)) continue;
          const change = `update ops.incidents set status = '${to}', event = '${event}', actor_kind = '${kind}', event_count = event_count + 1 where id = ${made.id}`;
          assert.equal(await codeOf(db.sql(change)), 'MD201', `${from} → ${to} ${event} ${kind}`);
          refused++;
        }
    // Without an event, too.
    for (const to of all.filter((s) => s !== from))
      assert.equal(await codeOf(db.sql(`update ops.incidents set status = '${to}' where id = ${made.id}`)), 'MD201');
  }
  assert.ok(refused > 400, `${refused}`);
  assert.equal(await codeOf(db.sql('update ops.incident_history set why = $1', 'x')), 'MD901');
});

test('whatever is not closed has its timer, each timer acts, and left alone all come to an end or to a person', async () => {
  for (const answers of [[], [DEAD], [DEAD, READY], [DEAD, READY, READY], [DEAD, READY, READY, OK], [REFUSED]]) {
    const made = await incident();
    await made.answer(...answers);
    const [{ waits }] = await db.sql(
      'select count(*)::int as waits from ops.incidents i join ops.wakeups w on w.id = i.wakeup_id where i.id = $1',
      made.id,
    );
    assert.equal(waits, 1);
    for (let n = 0; n < 30 && !['exhausted', 'closed'].includes(await made.status()); n++) {
      // Nobody ever answers well.
      const [planned] = await db.sql(`select id from ops.incident_steps where incident_id = $1 and status = 'planned'`, made.id);
      if (planned === undefined) await made.due();
      else await made.answer(DEAD);
    }
    assert.ok(['exhausted', 'closed'].includes(await made.status()));
    if ((await made.status()) === 'exhausted') await made.due();
    assert.deepEqual(await db.sql('select * from ops.v_orphans'), []);
  }
});

test('one open incident and one question per machine, whoever asks at the same moment', async () => {
  const made = await incident();
  const [{ machine_key }] = await db.sql('select machine_key from ops.incidents where id = $1', made.id);
  assert.equal((await db.sql('select ops.incident_open($1, $2, $3) as id', machine_key, 'silence', 'x'))[0].id, made.id);
  assert.equal(await codeOf(db.sql(`select ops.step_add($1, null, 'health', null, false)`, machine_key)), '23505');
  await made.answer(DEAD);
  const [step] = await db.sql(`select id from ops.incident_steps where machine_key = $1 and status = 'planned'`, machine_key);
  const pool = db.pool('mandor_worker', { max: 4 });
  const taken = await Promise.all([1, 2, 3, 4].map(() => pool.query('select * from ops.step_begin($1, $2)', [step.id, worker])));
  assert.equal(taken.filter((t) => t.rows.length === 1).length, 1);
});
