// One work item, lived twice: in the database and in the model.
import assert from 'node:assert/strict';
import type pg from 'pg';
import { absence, decide, delivered } from '../../../model/approval.ts';
import * as desk from '../../../model/desk.ts';
import { timer } from '../../../model/timer.ts';
import * as model from '../../../model/work_item.ts';
import { check, fail, finish, review, start } from '../../../model/worker.ts';
import type { Step } from './model_steps.ts';

const START = Date.UTC(2026, 1, 2, 22); // 05:00 WIB
const iso = (at: number): string => new Date(at).toISOString();

export interface Life {
  readonly model: model.WorkItem;
  readonly now: number;
  /** Newest first. */
  readonly tokens: readonly string[];
  readonly wakeups: readonly string[];
  take(step: Step): Promise<void>;
  /** Compares the history; answers its rows. */
  compareHistory(): Promise<string[]>;
}

type Terms = Omit<model.Terms, 'latestStart' | 'maxDuration'>;

/**
 * People, a definition of its own and a fresh item whose needs are not met. Call it in a transaction that is rolled back at the end:
 * a thousand lives then cost no more each than the first. What waits for a commit is tested after each step.
 */
export async function openLife(client: pg.PoolClient, number: number, given: Terms): Promise<Life> {
  const terms: model.Terms = { ...given, latestStart: 2 * model.HOUR, maxDuration: model.HOUR };
  let now = START;
  const trace: string[] = [];
  const one = async (sql: string, values: unknown[] = []): Promise<Record<string, unknown>> => (await client.query(sql, values)).rows[0];
  const setClock = (to: number): Promise<unknown> => {
    now = to;
    return client.query(`select set_config('mandor.now', $1, false)`, [iso(to)]);
  };
  await setClock(START);
  const key = `model.${number}`;
  const made = await one(
    `with supervisor as (insert into ops.people (name, email) values ('S${number}', $1) returning id),
          pic as (insert into ops.people (name, email, supervisor_id, is_active) select 'P${number}', $2, case when $4 then s.id end, $5::boolean from supervisor s returning id),
          backup as (insert into ops.people (name, email) values ('B${number}', $3) returning id)
     select (select id from supervisor) as supervisor, (select id from pic) as pic, (select id from backup) as backup`,
    [...['s', 'p', 'b'].map((x) => (terms.hasMail ? `${x}${number}@toko.example` : null)), terms.hasSupervisor, terms.picIsActive],
  );
  const people = made as Record<model.Person, string>;
  const need = `${key}.need`;
  await client.query(
    `insert into ops.job_definitions (key, title, agent, task_identifier, needs, latest_start, max_duration, makes_work_item, requires_review,
       requires_approval, max_revisions, pic_id, backup_id, approval_policy_id)
     values ($2, 'Need', 'ops_warehouse', 'ops/noop', '{}', '2 hours', '1 hour', false, false, false, 2, null, null, null),
            ($1, 'Model', 'ops_warehouse', 'ops/noop', array[$2], '2 hours', '1 hour', true, $3, $4, $5, $6, $7, (select id from ops.approval_policies where key = 'model'))`,
    [key, need, terms.requiresReview, terms.requiresApproval, terms.maxRevisions, people.pic, terms.hasBackup ? people.backup : null],
  );
  const { run } = await one(`select ops.occurrence_open($1, '2026-02-02') as run`, [key]);
  const { id } = await one(`select id from ops.work_items where definition_key = $1`, [key]);
  let worker = await newWorker();
  const item = model.open(terms, now);
  const tokens: string[] = [];
  const wakeups: string[] = [];
  const asks: string[] = [];

  async function newWorker(): Promise<string> {
    return (await one(`select ops.worker_register('', 'test', 1) as w`)).w as string;
  }
  const call = async (sql: string, ...values: unknown[]): Promise<string> => String((await one(`select ${sql} as o`, values))?.o);
  const person = (caller: 'supervisor' | 'operator' | 'owner'): string | null =>
    caller === 'owner' ? null : caller === 'supervisor' && terms.hasSupervisor ? people.supervisor : people.backup;
  // The backup is nobody's supervisor, so it acts as an operator; without a supervisor so does whoever says to be one.
  const as = (caller: 'supervisor' | 'operator' | 'owner'): desk.Caller =>
    caller === 'supervisor' && !terms.hasSupervisor ? 'operator' : caller;
  const revisionOf = (isStale: boolean): number => item.revisionNo + (isStale ? 1 : 0);

  /** What the database answered, and what the model says. */
  async function both(step: Step): Promise<[string, string] | undefined> {
    const token = step.do === 'finish' || step.do === 'fail' ? tokens[step.token] : undefined;
    switch (step.do) {
      case 'clock':
        await setClock(Math.max(START, step.to));
        return undefined;
      case 'due':
        if (item.wake === undefined) return undefined;
        await setClock(Math.max(now, item.wake.due));
        return [await call('ops.work_item_timer($1)', wakeups[0]), timer(item, now)];
      case 'needs': {
        if (item.needsAreMet) return undefined;
        const { o } = await one(`select ops.occurrence_open($1, '2026-02-02') as o`, [need]);
        const { run_token } = await one(`select * from ops.occurrence_start($1, $2)`, [o, worker]);
        item.needsAreMet = true;
        // Right after its slot it is done, later it is late: both satisfy the needs.
        return [(await call(`ops.occurrence_finish($1)`, run_token)).replace('late', 'done'), 'done'];
      }
      case 'start': {
        const row = await one(`select run_token from ops.work_item_start($1, $2)`, [id, worker]);
        const fresh = row === undefined ? 'none' : (row.run_token as string);
        const said = start(item, fresh, now);
        if (row !== undefined) tokens.unshift(fresh);
        return [row === undefined ? 'nothing' : 'started', said];
      }
      case 'die':
        await client.query('update ops.workers set died_at = clock_timestamp() where incarnation = $1', [worker]);
        worker = await newWorker();
        item.isHeldAlive = false;
        return undefined;
      case 'finish':
        if (token === undefined) return undefined;
        return [await call(`ops.work_item_finish($1, '{"pairs": 1}', '{"subject": "Model"}')`, token), finish(item, token, now)];
      case 'fail':
        if (token === undefined) return undefined;
        return [await call(`ops.work_item_fail($1, '{"message": "why"}', $2)`, token, step.isFinal), fail(item, token, step.isFinal, now)];
      case 'timer': {
        const wakeup = wakeups[step.wakeup];
        if (wakeup === undefined) return undefined;
        const isOwn = item.wake !== undefined && step.wakeup === 0;
        return [await call('ops.work_item_timer($1)', wakeup), isOwn ? timer(item, now) : 'stale'];
      }
      case 'review': {
        const revision = revisionOf(step.isStale);
        return [
          await call(`ops.review_decide($1, $2, $3, 'notes')`, id, revision, step.decision),
          review(item, revision, step.decision, now),
        ];
      }
      case 'check':
        if (item.revisionNo === 0) return undefined;
        return [
          await call(`ops.review_result_record($1, $2, 'totals', true, $3)`, id, item.revisionNo, step.isPassed),
          check(item, item.revisionNo, step.isPassed),
        ];
      case 'deliver': {
        const which = item.asks[step.ask];
        if (which?.delivery !== 'planned' || which.status !== 'open') return undefined;
        const { outbox } = await one('select outbox_id as outbox from ops.approvals where id = $1', [asks[step.ask]]);
        const { run_token } = await one('select run_token from ops.outbox_claim($1, $2)', [outbox, worker]);
        const said =
          step.outcome === 'confirmed'
            ? await call(`ops.outbox_confirm($1, 'x')`, run_token)
            : await call(`ops.outbox_refuse($1, '{"message": "no"}', null, true)`, run_token);
        delivered(item, which, step.outcome, now);
        return [said, step.outcome];
      }
      case 'decide': {
        if (item.asks.length === 0) return undefined;
        const index = step.ask % item.asks.length;
        const which = item.asks[index] as model.Ask;
        const who = step.person ?? (which.person === 'pic' ? 'backup' : 'pic');
        const revision = which.revision + (step.isStale ? 1 : 0);
        return [
          await call(
            `ops.approval_decide($1, $2, $3, 'notes', 'cli', $4)`,
            asks[index],
            revision === 0 ? null : revision,
            step.decision,
            people[who],
          ),
          decide(item, which, who, revision, step.decision, now),
        ];
      }
      case 'absence':
        if (item.picIsAway) return undefined;
        await client.query(`insert into ops.absences (person_id, from_on, to_on) values ($1, '2026-01-01', '2026-12-31')`, [people.pic]);
        absence(item, now);
        return undefined;
      case 'skip':
        return [await call(`ops.work_item_skip($1, 'note', $2)`, id, person(step.caller)), desk.skip(item, as(step.caller), now)];
      case 'drop':
        if (item.status !== 'scheduled') return undefined;
        desk.drop(item, now);
        return [await call(`ops.occurrence_drop($1, 'skipped', null, 'not made up for')`, run), 'skipped'];
      case 'cancel':
        return [await call(`ops.work_item_cancel($1, 'note', $2)`, id, person(step.caller)), desk.cancel(item, as(step.caller), now)];
      case 'retry':
        return [await call(`ops.work_item_retry($1, 'note')`, id), desk.retry(item, now)];
      case 'withdraw':
        return [
          await call(`ops.work_item_withdraw($1, $2, 'note', $3)`, id, step.to, person(step.caller)),
          desk.withdraw(item, step.to, as(step.caller), now),
        ];
      case 'redo':
        return [await call(`ops.work_item_redo($1, 'note', $2)`, id, person(step.caller)), desk.redo(item, as(step.caller), now)];
      case 'approve': {
        const revision = revisionOf(step.isStale);
        return [
          await call(`ops.work_item_approve_escalated($1, $2, 'note', $3)`, id, revision, person(step.caller)),
          desk.approveEscalated(item, revision, as(step.caller), now),
        ];
      }
      case 'close':
        return [await call(`ops.work_item_close($1, 'note', $2)`, id, person(step.caller)), desk.close(item, as(step.caller), now)];
    }
  }

  async function compare(): Promise<void> {
    await client.query('set constraints all immediate; set constraints all deferred');
    // By name: planned once, for to plan v_orphans takes longer than to read it.
    const { rows: found } = await client.query({
      name: 'compare',
      text: `select w.status, w.revision_no, w.revision_count, u.kind, u.due_at, u.id as wakeup,
              (select json_agg(json_build_array(a.id::text, a.role, a.status) order by a.id) from ops.approvals a where a.work_item_id = w.id) as asks,
              (select json_agg(o) from ops.v_orphans o) as orphans
         from ops.work_items w left join ops.wakeups u on u.id = w.wakeup_id where w.id = $1`,
      values: [id],
    });
    const seen = found[0] as Record<string, unknown>;
    if (seen.wakeup !== null && seen.wakeup !== wakeups[0]) wakeups.unshift(seen.wakeup as string);
    const rows = (seen.asks ?? []) as [string, string, string][];
    for (const row of rows.slice(asks.length)) asks.push(row[0]);
    assert.deepEqual(
      {
        status: seen.status,
        revisionNo: seen.revision_no,
        revisionCount: seen.revision_count,
        wake: seen.kind === null ? undefined : `${seen.kind} ${(seen.due_at as Date).toISOString()}`,
        asks: rows.map(([, role, status]) => `${role} ${status}`),
        orphans: seen.orphans,
      },
      {
        status: item.status,
        revisionNo: item.revisionNo,
        revisionCount: item.revisionCount,
        wake: item.wake === undefined ? undefined : `${item.wake.kind} ${iso(item.wake.due)}`,
        asks: item.asks.map((a) => `${a.role} ${a.status}`),
        orphans: null,
      },
      trace.join('\n'),
    );
  }
  await compare();

  return {
    model: item,
    get now() {
      return now;
    },
    tokens,
    wakeups,
    async take(step) {
      trace.push(`${iso(now)} ${item.status} ${JSON.stringify(step)}`);
      const answers = await both(step);
      if (answers !== undefined) {
        trace.push(`  database: ${answers[0]}, model: ${answers[1]}`);
        assert.equal(answers[0], answers[1], trace.join('\n'));
      }
      await compare();
    },
    async compareHistory() {
      const { rows } = await client.query(
        `select format('%s>%s %s %s', from_status, to_status, event, actor_kind) as change from ops.work_item_history where work_item_id = $1 order by id`,
        [id],
      );
      assert.deepEqual(
        rows.map((r) => r.change),
        item.changes,
        trace.join('\n'),
      );
      return item.changes;
    },
  };
}
