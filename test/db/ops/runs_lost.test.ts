import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { newWorker } from './support/race.ts';

const db = await testDatabase();
await db.setClock('2026-02-09T05:00:00+07:00');
const call = async (text: string, ...values: unknown[]) => (await db.sql(`select ops.${text} as o`, ...values))[0].o;

async function withPool(): Promise<{ worker: string; pool: string }> {
  const worker = await newWorker(db);
  await call('worker_pool_add($1, $2)', worker, `pool-${worker}`);
  return { worker, pool: `pool-${worker}` };
}
/** What the runner of graphile-worker does when it takes a job. */
const take = (key: string, pool: string) =>
  db.sql('update graphile_worker._private_jobs set locked_at = clock_timestamp(), locked_by = $2 where key = $1', key, pool);
/** And when its task has ended. */
const complete = (key: string) => db.sql('delete from graphile_worker._private_jobs where key = $1', key);
const lost = () => db.sql('select l.kind, l.id, l.status from ops.runs_lost() l order by 1, 2');

async function run(): Promise<{ id: string; token: string; worker: string; pool: string }> {
  const by = await withPool();
  const id = await call(`occurrence_open('stock.ddd', '2026-02-08')`);
  await take(`occurrence:${id}`, by.pool);
  const [{ run_token: token }] = await db.sql('select * from ops.occurrence_start($1, $2)', id, by.worker);
  return { id, token, ...by };
}

test('a run is lost when its live worker has no job for it: not before, not when the worker has no pool or is gone', async () => {
  const one = await run();
  assert.deepEqual(await lost(), []);
  await complete(`occurrence:${one.id}`);
  assert.deepEqual(await lost(), [{ kind: 'occurrence', id: one.id, status: 'running' }]);
  assert.deepEqual(
    await db.as('mandor_analyst', async (c) => (await c.query('select count(*)::int as n from ops.v_orphans')).rows[0].n),
    1,
  );
  await db.sql(`update ops.workers set pool_ids = '{}' where incarnation = $1`, one.worker);
  assert.deepEqual(await lost(), [], 'nothing is known of a worker that takes no jobs');
  await call('worker_pool_add($1, $2)', one.worker, one.pool);
  await db.sql('update ops.workers set died_at = clock_timestamp() where incarnation = $1', one.worker);
  assert.deepEqual(await lost(), [], 'what a dead worker held is taken over as ever');
  await call('sweep()');
  assert.equal((await db.sql('select key from ops.jobs_list() where key = $1', `occurrence:${one.id}`)).length, 1);
  await db.sql(
    `update ops.occurrences set status = 'failed', finished_at = util.now(), run_token = null, claimed_by = null, error = '{}' where id = $1`,
    one.id,
  );
});

test('a job whose key was taken by a newer one still holds its run', async () => {
  const one = await run();
  // Added anew while it is locked: the key goes to the new job.
  await call(`jobs_add('accurate/pull_stock', 'occurrence', array[$1])`, one.id);
  assert.equal((await db.sql('select 1 from graphile_worker._private_jobs where key is null and locked_by = $1', one.pool)).length, 1);
  assert.deepEqual(await lost(), []);
  await call('occurrence_finish($1)', one.token);
});

test('the sweep gives a lost item back and adds its job; the old token is not heard', async () => {
  const by = await withPool();
  await db.sql(`update ops.job_definitions set needs = '{}' where key = 'report.control_stock'`);
  const opened = await call(`occurrence_open('report.control_stock', '2026-02-07')`);
  const [{ id }] = await db.sql('select id from ops.work_items where occurrence_id = $1', opened);
  await take(`work_item:${id}`, by.pool);
  const [{ run_token: token }] = await db.sql('select * from ops.work_item_start($1, $2)', id, by.worker);
  await complete(`work_item:${id}`);
  assert.deepEqual(await lost(), [{ kind: 'work_item', id, status: 'in_progress' }]);
  await call('sweep()');
  assert.deepEqual(await db.sql('select * from ops.v_orphans'), []);
  const [item] = await db.sql('select status, claimed_by, error from ops.work_items where id = $1', id);
  assert.deepEqual([item.status, item.claimed_by, item.error.code], ['in_progress', null, 'MD212']);
  assert.equal((await db.sql('select key from ops.jobs_list() where key = $1 and locked_at is null', `work_item:${id}`)).length, 1);
  assert.equal(await call(`work_item_fail($1, '{}', true)`, token), 'not_mine');
  await call(`work_item_cancel($1, 'enough')`, id);
});

test('of a lost delivery nobody knows whether it left', async () => {
  const by = await withPool();
  const id = await call(`outbox_plan('email', 'a@example.test', 'test', '{"text": "x"}', 'email:lost')`);
  await take(`outbox:${id}`, by.pool);
  await db.sql(`select * from ops.outbox_claim($1, $2, 'smtp')`, id, by.worker);
  assert.deepEqual(await lost(), []);
  await complete(`outbox:${id}`);
  assert.deepEqual(await lost(), [{ kind: 'outbox', id, status: 'sending' }]);
  await call('sweep()');
  assert.equal((await db.sql('select status from ops.outbox where id = $1', id))[0].status, 'unknown');
});
