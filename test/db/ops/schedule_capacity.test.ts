import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TestDatabase, testDatabase } from '../../support/harness.ts';
import { drain, onlyJobs } from './support/drain.ts';
import { newWorker } from './support/race.ts';

const START = '2026-02-09T00:00:00+07:00';
async function instance(jobs: readonly Record<string, unknown>[]): Promise<TestDatabase> {
  const db = await testDatabase();
  await db.setClock(START);
  await onlyJobs(db, jobs);
  return db;
}
const open = async (db: TestDatabase, key: string, n: number): Promise<string[]> =>
  (
    await db.sql(
      `select ops.occurrence_open($1, date '2026-01-01' + n, '{}', util.now() + n * interval '1 millisecond') as id from generate_series(1, $2::int) n`,
      key,
      n,
    )
  ).map((row) => String(row.id));
const running = async (db: TestDatabase): Promise<{ id: string; run_token: string; definition_key: string }[]> =>
  db.sql(`select id, run_token, definition_key from ops.occurrences where status = 'running' order by id`);
const held = async (db: TestDatabase): Promise<number> =>
  (await db.sql(`select count(*)::int as n from ops.wakeups where kind = 'capacity'`))[0].n;

test('two runs of an agent at once; the third is put back, starts when one ends, and nobody spins', async () => {
  const db = await instance([{ key: 'a.one' }]);
  const worker = await newWorker(db);
  await open(db, 'a.one', 3);
  const first = await drain(db, worker, { keepRunning: true });
  assert.deepEqual([first.started.length, first.refused.length, await held(db)], [2, 1, 1]);
  assert.deepEqual((await drain(db, worker, { keepRunning: true })).fired, [], 'no busy loop');
  await db.sql('select ops.sweep()');
  assert.deepEqual((await drain(db, worker, { keepRunning: true })).refused, [], 'the sweep leaves it alone');
  await db.sql('select ops.occurrence_finish($1)', (await running(db))[0]?.run_token);
  assert.equal((await drain(db, worker, { keepRunning: true })).started.length, 1);
  assert.equal(await held(db), 0);
  assert.deepEqual(await db.sql('select * from ops.v_orphans'), []);
});

test('its wake-up lets it look again also when no end is heard of', async () => {
  const db = await instance([{ key: 'a.one' }]);
  const worker = await newWorker(db);
  const gone = await newWorker(db);
  await open(db, 'a.one', 3);
  await drain(db, gone, { keepRunning: true });
  // A worker that dies ends no run: the place is free all the same.
  await db.sql('update ops.workers set died_at = clock_timestamp() where incarnation = $1', gone);
  await db.setClock('2026-02-09T00:00:31+07:00');
  assert.equal((await drain(db, worker, { keepRunning: true })).started.length, 1);
});

test('eight runs on a machine, over its workers; another machine has its own eight', async () => {
  const db = await instance([{ key: 'a.one' }]);
  await db.sql('update agent.profiles set max_concurrent_runs = 100');
  const [one, two] = [await newWorker(db), await newWorker(db)];
  const [{ id: other }] = await db.sql(`select ops.worker_register('other', 'other-host', 1) as id`);
  await open(db, 'a.one', 24);
  await drain(db, one, { keepRunning: true });
  assert.equal((await running(db)).length, 8);
  await db.sql(`update ops.wakeups set due_at = util.now() where kind = 'capacity'`);
  assert.equal((await drain(db, two, { keepRunning: true, leave: (k) => k.startsWith('x') })).started.length, 0);
  await db.sql(`update ops.wakeups set due_at = util.now() where kind = 'capacity'`);
  await drain(db, other, { keepRunning: true });
  assert.equal((await running(db)).length, 16);
});

test('a concurrency group: never two at once, over agents', async () => {
  const db = await instance([
    { key: 'g.a', concurrency_group: 'sheet' },
    { key: 'g.b', concurrency_group: 'sheet', agent: 'ops_branch' },
    { key: 'g.free', agent: 'ops_branch' },
  ]);
  const worker = await newWorker(db);
  for (const key of ['g.a', 'g.b', 'g.free']) await open(db, key, 1);
  await drain(db, worker, { keepRunning: true });
  assert.deepEqual(
    (await running(db)).map((r) => r.definition_key),
    ['g.a', 'g.free'],
  );
  await db.sql('select ops.occurrence_finish($1)', (await running(db))[0]?.run_token);
  await drain(db, worker, { keepRunning: true });
  assert.deepEqual(
    (await running(db)).map((r) => r.definition_key),
    ['g.b', 'g.free'],
  );
});

test('a report counts once, and waits for a place like any other run', async () => {
  const db = await instance([{ key: 'r.report', makes_work_item: true }]);
  const worker = await newWorker(db);
  await open(db, 'r.report', 3);
  const first = await drain(db, worker, { keepRunning: true });
  assert.deepEqual([first.started.length, first.refused.length, await held(db)], [2, 1, 1]);
  const [item] = await db.sql(`select run_token from ops.work_items where status = 'in_progress' order by id limit 1`);
  await db.sql(`select ops.work_item_finish($1, '{}', '{}')`, item.run_token);
  assert.equal((await drain(db, worker, { keepRunning: true })).started.length, 1);
  assert.deepEqual(await db.sql('select * from ops.v_orphans'), []);
});

test('40 runs, 8 real sessions, at most 2 at once at every moment, and all of them end', async (t) => {
  const db = await instance([{ key: 'a.one' }]);
  const workers = await Promise.all(Array.from({ length: 4 }, () => newWorker(db)));
  const ids = await open(db, 'a.one', 40);
  const pool = db.pool('mandor_worker', { max: 9 });
  let most = 0;
  let back = 0;
  const deadline = Date.now() + 25_000;
  const session = async (n: number): Promise<void> => {
    for (;;) {
      if (Date.now() > deadline) throw new Error('the runs did not end in time');
      await pool.query('select * from ops.dispatcher_tick()');
      const { rows: taken } = await db.admin.query(
        `delete from graphile_worker._private_jobs where id = (select id from graphile_worker._private_jobs where key ~ '^(wakeup|occurrence):' limit 1 for update skip locked) returning key`,
      );
      const [kind, id] = (taken[0]?.key ?? ':').split(':');
      if (kind === 'wakeup') await pool.query('select ops.wakeup_fire($1)', [id]);
      else if (kind === 'occurrence') {
        const { rows } = await pool.query('select run_token from ops.occurrence_start($1, $2)', [id, workers[n % 4]]);
        if (rows[0] === undefined) back += 1;
        else {
          most = Math.max(most, (await running(db)).length);
          await pool.query('select pg_sleep(0.01)');
          await pool.query('select ops.occurrence_finish($1)', [rows[0].run_token]);
        }
      } else {
        const { rows } = await pool.query(
          `select count(*)::int as n from ops.occurrences where status in ('expected', 'waiting', 'running')`,
        );
        if (rows[0].n === 0) return;
      }
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, n) => session(n)));
  const ended = await db.sql(`select count(*)::int as n from ops.occurrences where id = any ($1) and status = 'done'`, ids);
  t.diagnostic(`40 runs by 8 sessions: at most ${most} at once, put back ${back} times, ended ${ended[0].n}`);
  assert.deepEqual([most, ended[0].n], [2, 40]);
  assert.deepEqual(await db.sql('select * from ops.v_orphans'), []);
});

test('an end and a put-back at the same moment: the one that was put back hears of the end', async () => {
  const db = await instance([{ key: 'a.one' }]);
  await db.sql(`update agent.profiles set max_concurrent_runs = 1`);
  const worker = await newWorker(db);
  for (let n = 0; n < 40; n++) {
    const [one, two] = await open(db, 'a.one', 2).then((ids) => ids.slice(-2));
    await db.admin.query('delete from graphile_worker._private_jobs');
    const [run] = await db.sql('select run_token from ops.occurrence_start($1, $2)', one, worker);
    const pool = db.pool('mandor_worker', { max: 2 });
    const [, started] = await Promise.all([
      pool.query('select ops.occurrence_finish($1)', [run.run_token]),
      pool.query('select run_token from ops.occurrence_start($1, $2)', [two, worker]),
    ]);
    // Put back or started; either way it ends without any time passing.
    if (started.rows[0] !== undefined) await db.sql('select ops.occurrence_finish($1)', started.rows[0].run_token);
    await drain(db, worker);
    const [row] = await db.sql('select status from ops.occurrences where id = $1', two);
    assert.equal(row.status, 'done', `round ${n}`);
    await db.sql(`delete from ops.occurrences where definition_key = 'a.one'`);
  }
});
