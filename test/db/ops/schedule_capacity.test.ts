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
  const [{ id: other }] = await db.sql(`select ops.worker_register('', 'other-host', 1) as id`);
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

test('a revision whose run may not start owns a wake-up besides its deadline: no sweep, no spinning, and it says why', async () => {
  const db = await instance([
    { key: 'a.one' },
    { key: 'r.report', makes_work_item: true, requires_review: true, requires_approval: false },
  ]);
  const worker = await newWorker(db);
  await open(db, 'r.report', 1);
  await drain(db, worker);
  const [{ id }] = await db.sql(`select id from ops.work_items where status = 'done'`);
  await open(db, 'a.one', 2);
  await drain(db, worker, { keepRunning: true });
  await db.sql(`select ops.review_decide($1, 1, 'reject', 'why')`, id);
  const item = async () =>
    (
      await db.sql(
        `select w.status, d.kind as deadline, h.kind as hold from ops.work_items w join ops.wakeups d on d.id = w.wakeup_id
           left join ops.wakeups h on h.id = w.hold_wakeup_id where w.id = $1`,
        id,
      )
    )[0];
  const why = async (): Promise<string[]> => (await db.sql(`select cause from ops.explain('work_item', $1)`, id)).map((row) => row.cause);

  assert.deepEqual((await drain(db, worker, { keepRunning: true })).refused, [`work_item:${id}`]);
  assert.deepEqual(await item(), { status: 'revision', deadline: 'rerun_limit', hold: 'capacity' });
  assert.deepEqual(await why(), ['capacity', 'sent_back']);
  await db.sql('select ops.sweep()');
  assert.deepEqual(await drain(db, worker, { keepRunning: true }), { fired: [], started: [], refused: [] });
  assert.deepEqual(await db.sql('select * from ops.v_orphans'), []);
  const [seen] = await db.sql(`select ops.status() -> 'work_items' -> 0 as item`);
  assert.deepEqual([seen.item.has_open_run, seen.item.causes[0].cause], [false, 'capacity']);

  // It looks again by itself, is put back, and its deadline stays what it was.
  const before = await db.sql('select wakeup_id, hold_wakeup_id from ops.work_items where id = $1', id);
  await db.setClock('2026-02-09T00:00:31+07:00');
  assert.deepEqual((await drain(db, worker, { keepRunning: true })).refused, [`work_item:${id}`]);
  const after = await db.sql('select wakeup_id, hold_wakeup_id from ops.work_items where id = $1', id);
  assert.equal(after[0].wakeup_id, before[0].wakeup_id);
  assert.notEqual(after[0].hold_wakeup_id, before[0].hold_wakeup_id);
  assert.equal(await db.sql(`select ops.work_item_timer($1) as o`, before[0].hold_wakeup_id).then((r) => r[0].o), 'stale');

  // A pause holds it the same way; its end is the end of the hold.
  await db.sql(`select ops.pause('job:r.report', 'stock-take')`);
  await db.setClock('2026-02-09T00:01:02+07:00');
  await drain(db, worker, { keepRunning: true });
  assert.deepEqual(await item(), { status: 'revision', deadline: 'rerun_limit', hold: 'paused' });
  assert.ok((await why()).includes('paused'));
  await db.sql('select ops.sweep()');
  assert.deepEqual((await drain(db, worker, { keepRunning: true })).refused, []);
  await db.sql(`select ops.resume('job:r.report', 'counted')`);
  assert.deepEqual((await drain(db, worker, { keepRunning: true })).refused, [`work_item:${id}`], 'no place yet');
  assert.equal((await item()).hold, 'capacity');

  // The end of a run is heard, not waited for.
  await db.sql('select ops.occurrence_finish($1)', (await running(db))[0]?.run_token);
  assert.deepEqual((await drain(db, worker, { keepRunning: true })).started, [`work_item:${id}`]);
  assert.deepEqual(await item(), { status: 'in_progress', deadline: 'run_limit', hold: null });
  assert.equal(await held(db), 0);
  assert.deepEqual(await db.sql('select * from ops.v_orphans'), []);
});

test('an item that is made again after a dead worker waits for a place too; the dead one is not heard', async () => {
  const db = await instance([
    { key: 'a.one' },
    { key: 'r.report', makes_work_item: true, requires_review: true, requires_approval: false },
  ]);
  const worker = await newWorker(db);
  await open(db, 'r.report', 1);
  await drain(db, worker);
  const [{ id }] = await db.sql(`select id from ops.work_items where status = 'done'`);
  await db.sql(`select ops.review_decide($1, 1, 'reject', 'why')`, id);
  const gone = await newWorker(db);
  const [taken] = await db.sql('select run_token from ops.work_item_start($1, $2)', id, gone);
  await open(db, 'a.one', 2);
  await db.sql('update agent.profiles set max_concurrent_runs = 3');
  await drain(db, worker, { keepRunning: true, leave: (key) => key.startsWith('work_item') });
  await db.sql('update agent.profiles set max_concurrent_runs = 2');
  await db.sql('update ops.workers set died_at = clock_timestamp() where incarnation = $1', gone);
  await db.sql('select ops.sweep()');
  assert.deepEqual((await drain(db, worker, { keepRunning: true })).refused, [`work_item:${id}`]);
  assert.equal(await held(db), 1);
  assert.equal((await db.sql(`select ops.work_item_finish($1, '{}', '{}') as o`, taken.run_token))[0].o, 'not_mine');
  await db.sql(`select ops.work_item_cancel($1, 'no longer wanted')`, id);
  assert.equal(await held(db), 0, 'its end ends the hold');
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
