import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { type TestDatabase, testDatabase } from '../../support/harness.ts';
import { drain, onlyJobs } from './support/drain.ts';
import { codeOf, newWorker } from './support/race.ts';

const START = '2026-02-09T00:00:00+07:00';
const at = (hour: number): string => new Date(Date.parse(START) + hour * 3_600_000).toISOString();
const JOBS = [
  { key: 'p.ddd', cron: '0 1 * * *', payload: '{"entity": "DDD"}', catch_up: 'all' },
  { key: 'p.mbb', cron: '0 1 * * *', payload: '{"entity": "MBB"}', agent: 'ops_branch' },
  { key: 'p.report', cron: '0 5 * * *', makes_work_item: true, catch_up: 'latest' },
];

let db: TestDatabase;
let worker: string;
beforeEach(async () => {
  db = await testDatabase();
  await db.setClock(START);
  worker = await newWorker(db);
  await onlyJobs(db, JOBS);
  await drain(db, worker);
});
const noOrphans = async (): Promise<void> => assert.deepEqual(await db.sql('select * from ops.v_orphans'), []);
const pause = (what: string | null, note: string | null, until: string | null = null) =>
  db.sql('select ops.pause($1, $2, $3) as id', what, note, until);
const resume = async (what: string): Promise<boolean> => (await db.sql(`select ops.resume($1, 'beres') as r`, what))[0].r;
const statuses = async (): Promise<Record<string, string>> =>
  Object.fromEntries(
    (
      await db.sql(
        `select definition_key, string_agg(status, ' ' order by slot_at) as s from ops.occurrences where slot_at <= util.now() group by 1`,
      )
    ).map((r) => [r.definition_key, r.s]),
  );
const go = async (hour: number) => {
  await db.setClock(at(hour));
  return drain(db, worker, { after: noOrphans });
};

test('nothing of what is paused starts, the rest does; resumed it starts', async () => {
  for (const [what, held] of [
    ['entity:DDD', ['p.ddd']],
    ['job:p.mbb', ['p.mbb']],
    ['agent:ops_warehouse', ['p.ddd']],
    ['all', ['p.ddd', 'p.mbb']],
  ] as const) {
    db = await testDatabase();
    await db.setClock(START);
    worker = await newWorker(db);
    await onlyJobs(db, JOBS);
    await drain(db, worker);
    await pause(what, 'stock-taking');
    await go(1);
    const now = await statuses();
    for (const key of ['p.ddd', 'p.mbb'])
      assert.equal(now[key], (held as readonly string[]).includes(key) ? 'expected' : 'done', `${key} while ${what}`);
    assert.equal((await drain(db, worker)).fired.length, 0, 'no busy loop');
    await db.sql('select ops.sweep()');
    assert.deepEqual((await drain(db, worker)).refused, [], 'the sweep adds no job for what is held');
    assert.equal(await resume(what), true);
    await drain(db, worker, { after: noOrphans });
    assert.deepEqual(await statuses(), { 'p.ddd': 'done', 'p.mbb': 'done' });
    assert.equal(await resume(what), false);
  }
});

test('a pause with an end passes by itself', async () => {
  await pause('all', 'move', at(3));
  assert.deepEqual((await go(2)).started, []);
  assert.equal((await db.sql(`select note, paused_by, until from ops.paused('x', 'y', 'z')`))[0].note, 'move');
  assert.equal((await go(3)).started.length, 2);
  const [row] = await db.sql('select ended_by, wakeup_id from ops.pauses');
  assert.deepEqual(row, { ended_by: 'timer', wakeup_id: null });
  assert.deepEqual(await db.sql(`select * from ops.paused('x', 'y', 'z')`), []);
});

test('resumed before its end: the wake-up of the end is gone', async () => {
  await pause('job:p.ddd', 'move', at(3));
  await resume('job:p.ddd');
  assert.equal((await db.sql(`select 1 from ops.wakeups where subject_kind = 'pause'`)).length, 0);
  await noOrphans();
});

test('two pauses over one run: it starts when both have ended', async () => {
  await pause('all', 'a', at(4));
  await pause('entity:DDD', 'b');
  await go(2);
  assert.deepEqual((await go(4)).started.length, 1);
  assert.equal((await statuses())['p.ddd'], 'expected');
  await resume('entity:DDD');
  assert.equal((await drain(db, worker, { after: noOrphans })).started.length, 1);
});

test('paused over three days: catch_up decides what is made up for, and its work item goes with a slot that is not', async () => {
  await go(1);
  // The item is opened, and held when a worker comes for it.
  await db.setClock(at(5));
  await drain(db, worker, { leave: (key) => key.startsWith('work_item:') });
  assert.equal((await db.sql('select status from ops.work_items'))[0].status, 'scheduled');
  await pause('all', 'holiday');
  await drain(db, worker);
  for (const hour of [30, 54, 77]) await go(hour);
  await resume('all');
  await drain(db, worker, { after: noOrphans });
  const now = await statuses();
  assert.equal(now['p.ddd'], 'done late late late');
  assert.equal(now['p.report'], 'collapsed collapsed collapsed done');
  assert.deepEqual(
    (await db.sql('select status from ops.work_items order by business_date')).map((r) => r.status),
    ['cancelled', 'approved'],
  );
});

test('what runs goes on while everything is paused', async () => {
  await db.setClock(at(1));
  await drain(db, worker, { keepRunning: true });
  const [run] = await db.sql(`select run_token from ops.occurrences where definition_key = 'p.ddd' and status = 'running'`);
  await pause('all', 'x');
  assert.equal((await db.sql('select ops.occurrence_finish($1) as o', run.run_token))[0].o, 'done');
});

test('a manual run waits for the end of a pause as well', async () => {
  await pause('job:p.ddd', 'x');
  const [{ id }] = await db.sql(`select ops.occurrence_open('p.ddd', '2026-01-01') as id`);
  assert.deepEqual((await drain(db, worker, { after: noOrphans })).refused, [`occurrence:${id}`]);
  await resume('job:p.ddd');
  assert.deepEqual((await drain(db, worker)).started, [`occurrence:${id}`]);
});

test('a pause needs a reason, a thing that exists, an end to come, and is one at a time; agents may not pause', async () => {
  assert.equal(await codeOf(pause('all', ' ')), 'MD101');
  assert.equal(await codeOf(pause('all', null)), 'MD101');
  assert.equal(await codeOf(pause('all', 'x', at(-1))), 'MD101');
  for (const what of ['everything', 'job:p.nothing', 'agent:', 'entity:XXX', 'agent:nobody', 'p.ddd', null])
    assert.equal(await codeOf(pause(what, 'x')), 'MD401', `${what}`);
  const error = await pause('job:p.nothing', 'x').catch((e) => e);
  assert.match(error.hint, /p\.ddd, p\.mbb/);
  await pause('all', 'x', at(9));
  assert.equal(await codeOf(pause('all', 'y', at(10))), 'MD202');
  await noOrphans();
  assert.equal(await codeOf(db.sql(`select ops.resume('all', '')`)), 'MD101');
  assert.equal(await db.as('mandor_agent_stock', (c) => codeOf(c.query(`select ops.pause('all', 'x')`))), '42501');
  assert.equal(await db.as('mandor_worker', (c) => codeOf(c.query(`select ops.pause('all', 'x')`))), '42501');
  const kept = await db.sql(`select action from ops.settings_history where table_name = 'ops.pauses'`);
  assert.deepEqual(kept, [{ action: 'INSERT' }]);
});
