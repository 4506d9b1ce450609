import assert from 'node:assert/strict';
import { test } from 'node:test';
import { silentLog } from '../../../src/log.ts';
import { runDispatcher } from '../../../src/worker/dispatcher.ts';
import { testDatabase } from '../../support/harness.ts';
import { drain, onlyJobs } from './support/drain.ts';
import { newWorker } from './support/race.ts';

const db = await testDatabase();
await db.setClock('2026-02-09T00:00:00+07:00');
await onlyJobs(db, [
  { key: 'r.need' },
  { key: 'r.follower', needs: ['r.need'], latest_start: '2 hours' },
  { key: 'r.hourly', cron: '0 * * * *', catch_up: 'all' },
]);
await db.sql(`update agent.profiles set max_concurrent_runs = 10000`);
await db.sql(`update ops.settings set value = '10000' where key = 'worker.max_runs'`);
const clearJobs = () => db.admin.query('delete from graphile_worker._private_jobs');
/** Jobs of wake-ups that are still there. */
const wakeupJobs = (): Promise<{ key: string }[]> =>
  db.sql(`select j.key from graphile_worker.jobs j join ops.wakeups w on j.key = 'wakeup:' || w.id order by j.key`);
const orphans = () => db.sql('select * from ops.v_orphans');

test('four dispatchers at once hand out each of 1,000 wake-ups once', async () => {
  await clearJobs();
  await db.sql(
    "select ops.occurrence_open('r.follower', date '2020-01-01' + n, '{}', util.now() + n * interval '1 millisecond') from generate_series(1, 1000) n",
  );
  await db.setClock('2026-02-09T02:00:01+07:00');
  const pool = db.pool('mandor_worker', { max: 4 });
  const hand = async (): Promise<number> => {
    let total = 0;
    for (;;) {
      const { rows } = await pool.query('select ops.wakeups_dispatch(37) as n');
      if (rows[0].n === 0) return total;
      total += rows[0].n;
    }
  };
  const handed = await Promise.all([hand(), hand(), hand(), hand()]);
  assert.equal(
    handed.reduce((a, b) => a + b),
    1000,
  );
  assert.ok(handed.filter((n) => n > 0).length > 1, `one did it all: ${handed.join(', ')}`);
  assert.equal((await wakeupJobs()).length, 1000);
  assert.deepEqual(await orphans(), []);
});

test('one wake-up fired by four sessions at once acts once; the others are told that it is gone', async () => {
  const [{ id }] = await db.sql(
    `select w.id from ops.wakeups w join ops.occurrences o on o.wakeup_id = w.id where w.kind = 'start_limit' limit 1`,
  );
  const pool = db.pool('mandor_worker', { max: 4 });
  const answers = await Promise.all(
    [1, 2, 3, 4].map(() => pool.query('select ops.wakeup_fire($1) as a', [id]).then((r) => r.rows[0].a as string)),
  );
  assert.deepEqual(answers.sort(), ['gone', 'gone', 'gone', 'start_limit']);
  assert.deepEqual(await orphans(), []);
});

test('a job of a wake-up that was lost is added again; one that is there is left alone', async () => {
  const [first, second] = await wakeupJobs();
  await db.admin.query('delete from graphile_worker._private_jobs where key = $1', [first?.key]);
  await db.sql(`update ops.wakeups set dispatched_at = dispatched_at - interval '1 minute'`);
  await db.admin.query('update graphile_worker._private_jobs set attempts = 3 where key = $1', [second?.key]);
  await db.sql('select ops.sweep()');
  await db.sql('select ops.wakeups_dispatch(5000)');
  const keys = (await wakeupJobs()).map((row) => row.key);
  assert.ok(keys.includes(first?.key ?? ''));
  assert.equal((await db.sql('select attempts from graphile_worker.jobs where key = $1', second?.key))[0].attempts, 3);
});

test('a wake-up is deleted while a row starts to wait for it: 0 orphans of 1,000', async (t) => {
  await clearJobs();
  const rows = await db.sql<{ id: string; wakeup: string }>(
    `select o.id, ops.wakeup_add('start_limit', 'occurrence', o.id::text, util.now() + interval '1 day') as wakeup
       from generate_series(1, 1000) n cross join lateral (select ops.occurrence_open('r.need', date '2010-01-01' + n, '{}', util.now() + n * interval '1 millisecond') as id) o`,
  );
  const pool = db.pool('mandor_deploy', { max: 2 });
  const [a, b] = [await pool.connect(), await pool.connect()];
  const tally = { waits: 0, refused: 0 };
  try {
    for (const [n, { id, wakeup }] of rows.entries()) {
      const wait = () =>
        a.query(`update ops.occurrences set status = 'waiting', wakeup_id = $2 where id = $1`, [id, wakeup]).then(
          () => true,
          () => false,
        );
      const remove = () =>
        b.query('delete from ops.wakeups where id = $1', [wakeup]).then(
          () => true,
          () => false,
        );
      // Both on their way before either has an answer; every other time the other way round.
      const [x, y] = n % 2 === 0 ? [wait(), remove()] : [remove(), wait()];
      const [waits, removed] = n % 2 === 0 ? [await x, await y] : [await y, await x];
      assert.notEqual(waits, removed, `run ${id}: exactly one of the two must win`);
      tally[waits ? 'waits' : 'refused'] += 1;
    }
  } finally {
    a.release();
    b.release();
  }
  t.diagnostic(`1,000 races: the wait won ${tally.waits}, the deletion ${tally.refused}; orphans ${(await orphans()).length}`);
  assert.deepEqual(await orphans(), []);
  assert.ok(tally.waits > 50 && tally.refused > 50, 'the race was no race');
});

test('a follower starts to wait while its need ends and its deadline fires, over real sessions: no orphan, none stuck', async () => {
  await clearJobs();
  const worker = await newWorker(db);
  const pool = db.pool('mandor_worker', { max: 8 });
  const call = (text: string, values: unknown[]) => pool.query(text, values).then((r) => r.rows);
  await Promise.all(
    Array.from({ length: 150 }, async (_, n) => {
      const date = new Date(Date.UTC(2000, 0, 1 + n)).toISOString().slice(0, 10);
      const [need] = await call(`select ops.occurrence_open('r.need', $1) as id`, [date]);
      const [held] = await call('select run_token from ops.occurrence_start($1, $2)', [need.id, worker]);
      await Promise.all([
        call(`select ops.occurrence_open('r.follower', $1, '{}', util.now() - interval '3 hours') as id`, [date]),
        call('select ops.occurrence_finish($1)', [held.run_token]),
        call(`select ops.wakeup_fire(w.id) from ops.wakeups w join ops.occurrences o on o.wakeup_id = w.id where o.business_date = $1`, [
          date,
        ]),
      ]);
    }),
  );
  assert.deepEqual(await orphans(), []);
  await drain(db, worker);
  const stuck = await db.sql(
    `select status, count(*)::int as n from ops.occurrences where business_date < '2000-06-01' and status not in ('done', 'late') group by 1`,
  );
  assert.deepEqual(stuck, []);
  assert.deepEqual(await orphans(), []);
});

test('the loop goes on after errors of the database and of what follows a tick', async () => {
  const pool = db.pool('mandor_worker', { max: 1 });
  const seen: string[] = [];
  let ticks = 0;
  const broken = {
    query: async (text: string, values: unknown[]) => {
      ticks += 1;
      if (ticks === 2) throw Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' });
      if (ticks === 3) throw new Error('connect ECONNREFUSED');
      const result = await pool.query(text, values);
      seen.push('ok');
      return result;
    },
  };
  const waits: number[] = [];
  await runDispatcher({
    db: broken as never,
    log: silentLog,
    pause: async (ms) => waits.push(ms) < 6,
    onTick: async () => {
      if (ticks === 4) throw new Error('nobody answers at the dead-man address');
    },
  });
  assert.deepEqual([ticks, seen.length], [6, 4]);
  assert.deepEqual(waits.slice(1), [1000, 1000, 1000, 1000, 1000]);
});

test('a schedule that cannot be expanded is alerted and stops no timer', async () => {
  await clearJobs();
  await db.sql('alter table ops.job_definitions disable trigger user');
  await db.sql(`update ops.job_definitions set cron = 'never' where key = 'r.hourly'`);
  await db.sql('alter table ops.job_definitions enable trigger user');
  await db.sql('update ops.schedule_marks set checked_at = null');
  await db.sql(`select ops.occurrence_open('r.follower', '1999-01-01', '{}', util.now() - interval '5 hours')`);
  const [tick] = await db.sql('select * from ops.dispatcher_tick()');
  assert.ok(tick.dispatched >= 1);
  assert.equal((await db.sql(`select severity from ops.alerts where dedupe_key = 'schedule_expand'`))[0].severity, 'critical');
});
