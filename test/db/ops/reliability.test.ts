import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { codeOf, newWorker, race } from './support/race.ts';

const db = await testDatabase();
const NOW = '2026-02-09T05:00:00+07:00';
beforeEach(() => db.setClock(NOW));

const call = async (text: string, ...values: unknown[]): Promise<string> => (await db.sql(`select ops.${text} as o`, ...values))[0].o;
const at = (minutes: number): string => new Date(Date.parse(NOW) + minutes * 60_000).toISOString();
const die = (incarnation: string) => db.sql('update ops.workers set died_at = clock_timestamp() where incarnation = $1', incarnation);
/** A pool of the queue for a worker that is to hold jobs. */
const pool = async (incarnation: string): Promise<string> => {
  await db.sql('select ops.worker_pool_add($1, $2)', incarnation, `pool-${incarnation}`);
  return `pool-${incarnation}`;
};
/** What the runner of graphile-worker does when it takes a job. */
const lock = async (key: string, poolId: string, age = '0 seconds') =>
  db.sql(
    `update graphile_worker._private_jobs set locked_at = clock_timestamp() - $3::interval, locked_by = $2, attempts = attempts + 1 where key = $1`,
    key,
    poolId,
    age,
  );
const job = async (key: string) => (await db.sql('select * from ops.jobs_list() where key = $1', key))[0];
const event = async (): Promise<string> => (await db.sql(`select id from ops.event_submit('ENGINE_PING', '{}')`))[0].id;
const alerts = async (like: string): Promise<number> =>
  (await db.sql('select count(*)::int as n from ops.alerts where dedupe_key like $1', like))[0].n;
const noOrphans = async () => assert.deepEqual(await db.sql('select * from ops.v_orphans'), []);

test('the reaper gives back what no live worker holds, and nothing else', async () => {
  const [dead, alive] = [await newWorker(db), await newWorker(db)];
  const keys = await Promise.all(Array.from({ length: 4 }, async () => `event:${await event()}`));
  const [ofDead, ofAlive, fresh, stranger] = keys as [string, string, string, string];
  await lock(ofDead, await pool(dead));
  await lock(ofAlive, await pool(alive), '3 hours');
  await lock(fresh, 'pool-nobody', '20 seconds');
  await lock(stranger, 'pool-nobody-2', '31 seconds');
  assert.equal(await call('workers_reap()'), 1, 'only the stranger: the others are alive, or too young');
  await db.sql(`update ops.workers set beat_at = clock_timestamp() - interval '31 seconds' where incarnation = $1`, dead);
  assert.equal(await call('workers_reap()'), 1);
  assert.deepEqual(await Promise.all(keys.map(async (k) => (await job(k)).locked_by === null)), [true, false, false, true]);
  assert.equal(await call('worker_beat($1)', dead), false, 'it learns of its death');
  assert.equal(await call('worker_beat($1)', alive), true);
});

test('any worker may reap, two at once do not wait for each other', async () => {
  const gone = await newWorker(db);
  const key = `event:${await event()}`;
  await lock(key, await pool(gone));
  await die(gone);
  await db.as('mandor_worker', async (a) => {
    await a.query('begin');
    assert.equal((await a.query('select ops.workers_reap() as n')).rows[0].n, 1);
    await db.as('mandor_worker', async (b) => assert.equal((await b.query('select ops.workers_reap() as n')).rows[0].n, 0));
    await a.query('commit');
  });
  assert.equal((await job(key)).locked_by, null);
  assert.equal(await db.as('mandor_agent_stock', (c) => codeOf(c.query('select ops.workers_reap()'))), '42501');
});

test('a job whose worker died three times is set aside, alerted once, its row fails, and a person lets it try again', async () => {
  const id = await event();
  const key = `event:${id}`;
  for (let death = 1; death <= 3; death++) {
    const victim = await newWorker(db);
    await lock(key, await pool(victim));
    await die(victim);
    await call('workers_reap()');
    await call('workers_reap()');
    const [{ n }] = await db.sql('select count(*)::int as n from ops.job_crashes where job_key = $1', key);
    assert.equal(n, death, 'once per incarnation');
    assert.equal((await db.sql('select 1 from ops.v_dead_jobs where key = $1', key)).length, death === 3 ? 1 : 0);
  }
  assert.match((await job(key)).last_error, /set aside: 3 workers died/);
  await call('sweep()');
  await call('sweep()');
  assert.equal(await alerts(`dead_job:${key}:%`), 1);
  const [row] = await db.sql('select status, error from ops.events where id = $1', id);
  assert.deepEqual([row.status, row.error.code], ['failed', 'MD208']);
  assert.equal(await codeOf(db.sql(`select ops.job_retry('event', $1, ' ')`, id)), 'MD101');
  assert.equal(await call(`job_retry('event', $1, 'the file was mended')`, id), 'pending');
  assert.equal((await job(key)).attempts, 0);
  assert.equal((await db.sql('select 1 from ops.job_crashes where job_key = $1 and cleared_at is null', key)).length, 0);
});

test('a worker that stopped by itself did not die of its jobs', async () => {
  const worker = await newWorker(db);
  const key = `event:${await event()}`;
  await lock(key, await pool(worker));
  await call('worker_stop($1)', worker);
  assert.equal(await call('workers_reap()'), 1);
  assert.equal((await db.sql('select 1 from ops.job_crashes where job_key = $1', key)).length, 0);
});

async function runningPull(): Promise<{ id: string; token: string }> {
  const id = await call(`occurrence_open('stock.ddd', '2026-02-08')`);
  const [run] = await db.sql('select * from ops.occurrence_start($1, $2)', id, await newWorker(db));
  return { id, token: run.run_token };
}
const occurrence = async (id: string) => (await db.sql('select * from ops.occurrences where id = $1', id))[0];
const wakeup = async (id: string) => (await db.sql('select * from ops.wakeups where id = $1', id))[0];

test('a deferred run waits with a timer, starts again at its time and not before; each time it waits longer', async () => {
  const { id, token } = await runningPull();
  assert.equal(await call(`occurrence_defer($1, 60, 'vendor away')`, token), 'deferred');
  assert.equal(await call(`occurrence_defer($1, 60, 'vendor away')`, token), 'not_mine');
  const row = await occurrence(id);
  assert.deepEqual([row.status, row.error.message, row.deferred_until], ['expected', 'vendor away', new Date(at(1))]);
  const timer = await wakeup(row.wakeup_id);
  assert.deepEqual([timer.kind, timer.subject_kind, timer.subject_id, timer.due_at], ['deferred', 'occurrence', id, new Date(at(1))]);
  await noOrphans();
  await db.sql('select graphile_worker.remove_job($1)', `occurrence:${id}`);
  assert.equal((await db.sql('select * from ops.occurrence_start($1, $2)', id, await newWorker(db))).length, 0, 'not yet');
  await call('sweep()');
  assert.equal(await job(`occurrence:${id}`), undefined, 'the sweep leaves it to its timer');

  await db.setClock(at(1));
  assert.equal(await call('wakeup_fire($1)', timer.id), 'advanced');
  assert.equal(await call('wakeup_fire($1)', timer.id), 'gone');
  assert.notEqual(await job(`occurrence:${id}`), undefined);
  await noOrphans();
  const waits: number[] = [];
  for (let i = 0; i < 8; i++) {
    const [run] = await db.sql('select * from ops.occurrence_start($1, $2)', id, await newWorker(db));
    assert.equal(await call(`occurrence_defer($1, 5, 'vendor away')`, run.run_token), 'deferred');
    const until = (await occurrence(id)).deferred_until;
    waits.push((until - Date.parse(at(1))) / 1000);
    await call('occurrence_timer($1)', (await occurrence(id)).wakeup_id);
  }
  assert.deepEqual(waits, [30, 60, 120, 240, 480, 960, 1800, 1800]);
  await db.sql('select graphile_worker.remove_job($1)', `occurrence:${id}`);
});

test('a run that could not be in time any more fails with an alert instead of waiting for ever', async () => {
  const { id, token } = await runningPull();
  await db.setClock(at(8 * 60));
  assert.equal(await call(`occurrence_defer($1, 60, 'vendor away')`, token), 'failed');
  assert.equal((await occurrence(id)).status, 'failed');
  assert.equal(await alerts(`deferred_out:${id}`), 1);
  const again = await call(`job_retry('occurrence', $1, 'the vendor is back')`, id);
  assert.match(again, /^occurrence \d+$/);
  assert.equal((await occurrence(again.split(' ')[1] as string)).status, 'expected');
});

test('a deferred work item stays in progress with one timer of kind "deferred", and then goes on', async () => {
  await db.sql(`update ops.job_definitions set needs = '{}' where key = 'report.control_stock'`);
  const opened = await call(`occurrence_open('report.control_stock', '2026-02-07')`);
  const [{ id }] = await db.sql('select id from ops.work_items where occurrence_id = $1', opened);
  const [run] = await db.sql('select * from ops.work_item_start($1, $2)', id, await newWorker(db));
  assert.equal(await call(`work_item_defer($1, 90, 'the sheet is away')`, run.run_token), 'deferred');
  const item = (await db.sql('select * from ops.work_items where id = $1', id))[0];
  assert.deepEqual([item.status, (await wakeup(item.wakeup_id)).kind], ['in_progress', 'deferred']);
  assert.equal((await db.sql('select * from ops.work_item_start($1, $2)', id, await newWorker(db))).length, 0);
  await noOrphans();
  await db.setClock(at(1.5));
  assert.equal(await call('work_item_resume($1)', id), 'resumed');
  const resumed = (await db.sql('select * from ops.work_items where id = $1', id))[0];
  assert.equal((await wakeup(resumed.wakeup_id)).kind, 'run_limit');
  assert.equal((await db.sql('select * from ops.work_item_start($1, $2)', id, await newWorker(db))).length, 1);
  await noOrphans();
});

test('out of attempts: the row fails where its policy says so, and a person is told once', async () => {
  const { id } = await runningPull();
  await die((await occurrence(id)).claimed_by);
  await db.sql(
    'update graphile_worker._private_jobs set attempts = max_attempts, last_error = $2 where key = $1',
    `occurrence:${id}`,
    'it broke\n at x',
  );
  await call('sweep()');
  await call('sweep()');
  const row = await occurrence(id);
  assert.deepEqual([row.status, row.error.message], ['failed', 'out of attempts: it broke']);
  assert.equal(await alerts(`dead_job:occurrence:${id}:%`), 1);
});

test('retry of a run that a live worker holds changes nothing; of something that is done it is refused', async () => {
  const { id, token } = await runningPull();
  await lock(`occurrence:${id}`, await pool((await occurrence(id)).claimed_by));
  assert.equal(await call(`job_retry('occurrence', $1, 'impatient')`, id), 'running');
  assert.equal((await occurrence(id)).run_token, token);
  await call('occurrence_finish($1)', token);
  assert.equal(await codeOf(db.sql(`select ops.job_retry('occurrence', $1, 'again')`, id)), 'MD201');
  assert.equal(await codeOf(db.sql(`select ops.job_retry('occurrence', '999999', 'again')`)), 'MD401');
  assert.equal(await codeOf(db.sql(`select ops.job_retry('soup', '1', 'again')`)), 'MD101');
  assert.equal(await codeOf(db.sql(`select ops.job_retry('event', '1; drop', 'again')`)), 'MD101');
  assert.equal(await db.as('mandor_agent_stock', (c) => codeOf(c.query(`select ops.job_retry('occurrence', '1', 'x')`))), '42501');
});

test('a worker of another breaking number is refused in words, and one that started before a deployment restarts', async () => {
  const [{ n }] = await db.sql('select breaking_number as n from ops.deployments order by id desc limit 1');
  const register = (breaking: number) => db.sql(`select ops.worker_register('', 'h', 1, 'v', $1) as id`, breaking);
  for (const [breaking, word] of [
    [n - 1, 'older'],
    [n + 1, 'newer'],
  ] as const) {
    const error = await register(breaking).catch((e) => e);
    assert.equal(error.code, 'MD206');
    assert.match(error.message, new RegExp(`this worker is ${word} than the database`));
    assert.ok(error.hint.length > 20);
  }
  const [{ id }] = await register(n);
  assert.equal(await call('worker_is_current($1)', id), true);
  const deploy = (digest: string) =>
    db.sql(
      `insert into ops.deployments (digest, breaking_number, file_count, migration_count, files, deployed_at, deployed_by, seconds)
       select $1, d.breaking_number, d.file_count, 0, d.files, now(), d.deployed_by, 1 from ops.deployments d order by d.id desc limit 1`,
      digest,
    );
  await deploy((await db.sql('select digest from ops.deployments order by id desc limit 1'))[0].digest);
  assert.equal(await call('worker_is_current($1)', id), true, 'a deploy that changed nothing');
  await deploy('something else');
  assert.equal(await call('worker_is_current($1)', id), false);
  assert.equal(await call('worker_is_current($1)', (await register(n))[0].id), true);
});

test('a beat races with the burial: either it lives, or it is told', async () => {
  const worker = await newWorker(db);
  await db.sql(`update ops.workers set beat_at = clock_timestamp() - interval '1 hour' where incarnation = $1`, worker);
  const [, beat] = await race(db, 'select ops.workers_reap()', [], 'select ops.worker_beat($1) as lives', [worker]);
  assert.equal((beat as { lives: boolean }[])[0]?.lives, false);
});
