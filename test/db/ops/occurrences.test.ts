import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { codeOf, newWorker, race } from './support/race.ts';

const db = await testDatabase();
const worker = await newWorker(db);
await db.setClock('2026-02-09T05:00:00+07:00');

const SOURCES = ['stock.ddd', 'stock.ljbb', 'stock.mbb', 'stock.ubb', 'sales.ddd', 'sales.mbb', 'sales.ubb'];
const open = async (key: string, date: string, ...rest: unknown[]): Promise<string> =>
  (await db.sql(`select ops.occurrence_open($1, $2${rest.map((_, i) => `, $${i + 3}`).join('')}) as id`, key, date, ...rest))[0].id;
const get = async (id: string) => (await db.sql('select * from ops.occurrences where id = $1', id))[0];
const start = async (id: string, as = worker) => (await db.sql('select * from ops.occurrence_start($1, $2)', id, as))[0];
const finish = async (token: string): Promise<string> => (await db.sql('select ops.occurrence_finish($1) as o', token))[0].o;
const hasJob = async (key: string): Promise<boolean> => (await db.sql('select 1 from ops.v_queue where key = $1', key)).length === 1;
const orphans = () => db.sql('select * from ops.v_orphans');
/** A plain job that needs others. */
async function follower(key: string, needs: string[]): Promise<void> {
  await db.sql(
    `insert into ops.job_definitions (key, title, agent, task_identifier, needs, latest_start) values ($1, $1, 'ops_warehouse', 'demo/x', $2, '2 hours')`,
    key,
    needs,
  );
}

test('a run without needs is expected and has its job; its payload overrides the definition', async () => {
  const id = await open('stock.ddd', '2026-02-08', '{"from": "2026-02-01"}');
  assert.equal((await get(id)).status, 'expected');
  assert.equal(await hasJob(`occurrence:${id}`), true);
  const run = await start(id);
  assert.deepEqual(run.payload, { entity: 'DDD', from: '2026-02-01' });
  assert.deepEqual([run.definition_key, run.business_date], ['stock.ddd', '2026-02-08']);
  assert.equal(await start(id), undefined, 'a live worker holds it');
  assert.equal(await finish(run.run_token), 'done');
  assert.equal(await finish(run.run_token), 'not_mine');
  assert.equal(await start(id), undefined, 'it is finished');
});

test('asked for twice in one frozen moment: two runs; the same slot twice: one', async () => {
  const [a, b] = [await open('stock.mbb', '2026-02-08'), await open('stock.mbb', '2026-02-08')];
  assert.notEqual(a, b);
  const slot = '2026-02-09T01:00:00+07:00';
  const first = await open('stock.mbb', '2026-02-08', '{}', slot, false);
  assert.equal(await open('stock.mbb', '2026-02-08', '{}', slot, false), first);
});

test('unknown and switched off jobs are refused', async () => {
  const error = await open('stock.xyz', '2026-02-08').catch((e) => e);
  assert.equal(error.code, 'MD401');
  assert.match(error.hint, /report\.control_stock, report\.daily_sales, report\.product_performance, sales\.ddd/);
  await db.sql(`update ops.job_definitions set is_enabled = false where key = 'stock.ubb'`);
  assert.equal(await codeOf(open('stock.ubb', '2026-02-08')), 'MD202');
  await db.sql(`update ops.job_definitions set is_enabled = true where key = 'stock.ubb'`);
  assert.equal(await codeOf(open('stock.ddd', '2026-02-08', '[]')), 'MD101');
});

test('needs: it waits with a deadline, names what is missing, and starts with the last of them', async () => {
  await follower('needs.two', ['stock.ddd', 'sales.ddd']);
  const id = await open('needs.two', '2026-01-31');
  const waiting = await get(id);
  assert.equal(waiting.status, 'waiting');
  const [wakeup] = await db.sql('select kind, due_at, subject_id from ops.wakeups where id = $1', waiting.wakeup_id);
  assert.deepEqual(wakeup, { kind: 'start_limit', due_at: new Date('2026-02-09T07:00:00+07:00'), subject_id: id });
  assert.deepEqual((await db.sql('select ops.occurrence_needs_missing($1) as m', id))[0].m, ['sales.ddd', 'stock.ddd']);
  assert.equal(await start(id), undefined);

  const other = await start(await open('stock.ddd', '2026-01-30'));
  await finish(other.run_token);
  const one = await start(await open('stock.ddd', '2026-01-31'));
  await finish(one.run_token);
  assert.equal(await hasJob(`occurrence:${id}`), false, 'one need is missing');
  const two = await start(await open('sales.ddd', '2026-01-31'));
  await finish(two.run_token);
  assert.equal(await hasJob(`occurrence:${id}`), true);
  assert.deepEqual(await orphans(), []);
  const run = await start(id);
  assert.ok(run.run_token);
  assert.equal((await db.sql('select 1 from ops.wakeups where id = $1', waiting.wakeup_id)).length, 0, 'the deadline is gone');
  await finish(run.run_token);
});

test('the last two needs end at the same moment: the follower starts all the same', async () => {
  await follower('needs.race', ['stock.ljbb', 'sales.mbb']);
  const id = await open('needs.race', '2026-01-29');
  const [a, b] = [await start(await open('stock.ljbb', '2026-01-29')), await start(await open('sales.mbb', '2026-01-29'))];
  await race(db, 'select ops.occurrence_finish($1)', [a.run_token], 'select ops.occurrence_finish($1)', [b.run_token]);
  assert.equal(await hasJob(`occurrence:${id}`), true);
});

test('a follower is opened while its need ends: it starts all the same', async () => {
  const a = await start(await open('stock.ljbb', '2026-01-28'));
  await follower('needs.open', ['stock.ljbb']);
  const [, two] = await race(
    db,
    'select ops.occurrence_finish($1)',
    [a.run_token],
    `select ops.occurrence_open('needs.open', '2026-01-28') as id`,
    [],
  );
  const { id } = (two as { id: string }[])[0] ?? { id: '' };
  assert.equal(await hasJob(`occurrence:${id}`), true);
});

test('two workers start one run at the same moment: one gets it', async () => {
  const id = await open('sales.ubb', '2026-02-08');
  const other = await newWorker(db);
  const call = 'select run_token from ops.occurrence_start($1, $2)';
  const [one, two] = await race(db, call, [id, worker], call, [id, other]);
  assert.equal(one.length, 1);
  assert.deepEqual(two, []);
});

test('the run of a dead worker is taken over with a new token; the old one is not heard', async () => {
  for (const end of ['died_at', 'stopped_at']) {
    const gone = await newWorker(db);
    const id = await open('sales.mbb', '2026-02-08');
    const old = await start(id, gone);
    assert.equal(await start(id), undefined);
    await db.sql(`update ops.workers set ${end} = clock_timestamp() where incarnation = $1`, gone);
    const taken = await start(id);
    assert.notEqual(taken.run_token, old.run_token);
    assert.equal((await get(id)).attempts, 2);
    assert.equal(await finish(old.run_token), 'not_mine');
    assert.equal((await db.sql(`select ops.occurrence_fail($1, '{}', true) as o`, old.run_token))[0].o, 'not_mine');
    assert.equal(await finish(taken.run_token), 'done');
    assert.equal(await codeOf(start(await open('sales.mbb', '2026-02-08'), gone)), 'MD209');
  }
});

test('two ends of one run at the same moment: the first counts, whichever it is', async () => {
  const ends = ['select ops.occurrence_finish($1) as o', `select ops.occurrence_fail($1, '{}', true) as o`];
  for (const [first = '', second = '', outcome] of [
    [...ends, 'done'],
    [...ends.toReversed(), 'failed'],
  ]) {
    const { run_token } = await start(await open('sales.mbb', '2026-02-07'));
    const [one, two] = await race(db, first, [run_token], second, [run_token]);
    assert.deepEqual([one[0]?.o, (two as { o: string }[])[0]?.o], [outcome, 'not_mine']);
  }
});

test('a failure: not final it can start again, final it is over with its reason', async () => {
  const id = await open('stock.ubb', '2026-02-08');
  const fail = async (token: string, isFinal: boolean): Promise<string> =>
    (await db.sql(`select ops.occurrence_fail($1, '{"message": "timeout"}', $2) as o`, token, isFinal))[0].o;
  const first = await start(id);
  assert.equal(await fail(first.run_token, false), 'expected');
  const second = await start(id);
  assert.equal(await fail(second.run_token, true), 'failed');
  const end = await get(id);
  assert.deepEqual([end.status, end.error.message, end.attempts], ['failed', 'timeout', 2]);
  assert.equal(await start(id), undefined);
});

test('an end after slot + latest start + duration is late, and satisfies needs as well', async () => {
  const id = await open('stock.ljbb', '2026-02-08', '{}', '2026-02-08T20:00:00+07:00', false);
  const run = await start(id);
  await db.setClock('2026-02-09T04:00:01+07:00');
  assert.equal(await finish(run.run_token), 'late');
  await follower('needs.late', ['stock.ljbb']);
  assert.equal((await get(await open('needs.late', '2026-02-08'))).status, 'expected');
  await db.setClock('2026-02-09T05:00:00+07:00');
});

test('states change only along the list', async () => {
  const id = await open('stock.ddd', '2026-02-08');
  for (const to of ['done', 'failed', 'late'])
    assert.equal(
      await codeOf(db.sql(`update ops.occurrences set status = $2, finished_at = now(), error = '{}' where id = $1`, id, to)),
      'MD201',
      to,
    );
  await db.sql(`update ops.occurrences set status = 'skipped', finished_at = now() where id = $1`, id);
  assert.equal(await codeOf(db.sql(`update ops.occurrences set status = 'expected', finished_at = null where id = $1`, id)), 'MD201');
});

test('the sweep gives a job to whatever is ready and has none, and leaves alone what has one', async () => {
  await db.sql('delete from graphile_worker._private_jobs');
  const sources = await Promise.all(SOURCES.map((key) => open(key, '2026-01-10')));
  const before = await db.sql(`select key from ops.v_queue`);
  await db.sql('delete from graphile_worker._private_jobs where key = $1', `occurrence:${sources[0]}`);
  await db.sql(`update graphile_worker._private_jobs set attempts = 3 where key = $1`, `occurrence:${sources[1]}`);
  await db.sql('select ops.sweep()');
  assert.equal(await hasJob(`occurrence:${sources[0]}`), true);
  assert.equal(
    (await db.sql('select attempts from graphile_worker.jobs where key = $1', `occurrence:${sources[1]}`))[0].attempts,
    3,
    'its attempts are not forgotten',
  );
  assert.ok(before.length >= SOURCES.length);
  assert.equal((await db.sql('select ops.sweep() as n'))[0].n, 0);
});
