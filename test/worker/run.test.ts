import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { afterEach, test } from 'node:test';
import { WorkerDeclaredDead } from '../../src/worker/run.ts';
import { testDatabase } from '../support/harness.ts';
import { startChild, startWorker, TEST_TASKS, until } from './support/worker.ts';

const db = await testDatabase();
const stops: (() => Promise<void>)[] = [];
// After each: the worker of a test that failed would take the jobs of the next ones, and they would wait in vain for theirs.
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function eventually(id: string): Promise<{ status: string; error: unknown }> {
  return until(`event ${id} ends`, async () => {
    const [row] = await db.sql(`select status, error from ops.events where id = $1 and status in ('completed', 'failed')`, id);
    return row;
  });
}

/** A definition whose task is one of test/worker/tasks. */
async function define(key: string, task: string, payload: object): Promise<void> {
  await db.sql(
    `insert into ops.job_definitions (key, title, agent, task_identifier, payload) values ($1, $1, 'ops_warehouse', $2, $3)`,
    key,
    task,
    JSON.stringify(payload),
  );
}
const open = async (key: string): Promise<string> => (await db.sql(`select ops.occurrence_open($1, '2026-02-08') as id`, key))[0].id;
/** Retries wait for seconds by design; a test need not. */
const hurry = async (): Promise<void> => {
  await db.sql('update graphile_worker._private_jobs set run_at = now() where locked_at is null and run_at > now()');
  await db.sql(`select pg_notify('jobs:insert', '{"r": 1, "count": 1}')`);
};
const occurrence = async (id: string) => (await db.sql('select * from ops.occurrences where id = $1', id))[0];

test('an agent role submits an event, the trigger adds its job, a worker completes it', async () => {
  const worker = await startWorker(db);
  stops.push(worker.stop);
  const id = await db.as('mandor_agent_sales', async (agent) => {
    assert.deepEqual((await agent.query('select session_user, current_user as now')).rows[0], {
      session_user: 'mandor_worker',
      now: 'mandor_agent_sales',
    });
    const { rows } = await agent.query(`select * from ops.event_submit('ENGINE_PING', '{"from": "sales"}')`);
    return rows[0].id as string;
  });
  assert.equal((await eventually(id)).status, 'completed');
  await db.as('mandor_agent_sales', async (agent) => {
    assert.equal((await agent.query('select status from ops.event_status($1)', [id])).rows[0].status, 'completed');
  });
  await db.as('mandor_agent_finance', async (foreign) => {
    assert.equal((await foreign.query('select * from ops.event_status($1)', [id])).rowCount, 0);
    assert.equal((await foreign.query('select * from ops.events')).rowCount, 0);
  });
  await worker.stop();
});

test('a raw INSERT by the owner runs as well, and a refused event keeps its reason', async () => {
  const worker = await startWorker(db);
  stops.push(worker.stop);
  const [row] = await db.sql(
    `insert into ops.events (event_type, target_agent, payload) values ('ENGINE_PING', 'director', '{"refuse": true}') returning id`,
  );
  const ended = await eventually(row.id);
  assert.equal(ended.status, 'failed');
  assert.deepEqual(ended.error, {
    code: 'MD299',
    message: `event ${row.id} asked to be refused`,
    constraint: 'ping',
    left: true,
    right: false,
    detail: { constraint: 'ping', left: true, right: false },
    hint: 'Send it without "refuse".',
  });
  await worker.stop();
});

test('jobs deleted by hand are added again by the sweep', async () => {
  const [{ id }] = await db.sql(`select id from ops.event_submit('ENGINE_PING', '{}')`);
  await db.sql(`select graphile_worker.remove_job($1)`, `event:${id}`);
  assert.deepEqual(await db.sql('select key from ops.v_queue where key = $1', `event:${id}`), []);
  const [now] = await db.sql('select ops.sweep() as added');
  assert.equal(now.added, 0, 'not before it is 30 s old');
  await db.sql(`update ops.events set created_at = created_at - interval '31 seconds' where id = $1`, id);
  const [later] = await db.sql('select ops.sweep() as added');
  assert.equal(later.added, 1);
  const [again] = await db.sql('select ops.sweep() as added');
  assert.equal(again.added, 0, 'its job is there');
  const worker = await startWorker(db);
  stops.push(worker.stop);
  assert.equal((await eventually(id)).status, 'completed');
  await worker.stop();
});

test('tasks work as mandor_worker, the queue is held as mandor_queue, and the worker is gone when it says so', async () => {
  await define('test.who', 'demo/who', {});
  const worker = await startWorker(db, { taskDirectory: TEST_TASKS });
  stops.push(worker.stop);
  const id = await open('test.who');
  const done = await until('the run ends', async () => {
    const row = await occurrence(id);
    return row.status === 'done' ? row : undefined;
  });
  assert.equal(done.note, 'mandor_worker/mandor_worker');
  const sessions = await db.sql(
    `select usename, application_name from pg_stat_activity where datname = current_database() and application_name in ('mandor queue', 'mandor worker', 'mandor beat')`,
  );
  for (const s of sessions) assert.equal(s.usename, s.application_name === 'mandor queue' ? 'mandor_queue' : 'mandor_worker');
  assert.ok(sessions.some((s) => s.usename === 'mandor_queue') && sessions.some((s) => s.usename === 'mandor_worker'));

  await worker.stop();
  await worker.promise;
  const [row] = await db.sql(
    'select stopped_at is not null as stopped, cardinality(pool_ids) as pools from ops.workers where incarnation = $1',
    worker.incarnation,
  );
  assert.deepEqual(row, { stopped: true, pools: 1 });
  await until('its connections are gone', async () => {
    const left = await db.sql(
      `select 1 from pg_stat_activity where datname = current_database() and application_name in ('mandor queue', 'mandor worker', 'mandor beat')`,
    );
    return left.length === 0;
  });
});

test('a task that throws gives its run back; on the last attempt the run fails', async () => {
  await define('test.fails', 'demo/hold', { fail: true });
  await db.sql(`insert into ops.task_policies (task_identifier, max_attempts, on_exhausted) values ('demo/hold', 2, 'fail_subject')`);
  const worker = await startWorker(db, { taskDirectory: TEST_TASKS });
  stops.push(worker.stop);
  const id = await open('test.fails');
  await until('the first attempt', async () => (await occurrence(id)).attempts === 1);
  const failed = await until('the last attempt', async () => {
    await hurry();
    const row = await occurrence(id);
    return row.status === 'failed' ? row : undefined;
  });
  assert.equal(failed.attempts, 2);
  assert.equal(failed.error.message, 'the task fails as it was asked to');
  assert.equal((await db.sql('select key from ops.v_dead_jobs where key = $1', `occurrence:${id}`)).length, 1);
  await worker.stop();
});

test('a graceful stop lets a short task end and hands a long one back, for the next worker to take over', async () => {
  await db.sql(`update ops.task_policies set max_attempts = 5 where task_identifier = 'demo/hold'`);
  await define('test.short', 'demo/hold', { ms: 300 });
  await define('test.long', 'demo/hold', { ms: 60_000 });
  const first = await startWorker(db, { taskDirectory: TEST_TASKS, gracePeriod: 1_500 });
  stops.push(first.stop);
  const [short, long] = [await open('test.short'), await open('test.long')];
  // On a busy machine the short one may have ended before anybody looked.
  await until('both were begun', async () => {
    const [one, other] = [await occurrence(short), await occurrence(long)];
    return ['running', 'done'].includes(one.status) && other.status === 'running';
  });
  const started = Date.now();
  await first.stop();
  assert.ok(Date.now() - started < 4_000, `stopped after ${Date.now() - started} ms`);
  assert.equal((await occurrence(short)).status, 'done');
  const back = await occurrence(long);
  assert.equal(back.status, 'expected');
  assert.equal(back.run_token, null);

  await db.sql(`update ops.job_definitions set payload = '{"ms": 0}' where key = 'test.long'`);
  const second = await startWorker(db, { taskDirectory: TEST_TASKS });
  stops.push(second.stop);
  await until('the long one is done by the next worker', async () => {
    await hurry();
    return (await occurrence(long)).status === 'done';
  });
  await second.stop();
});

test('a worker that was declared dead drops its work, ends with an error, and is not heard', async () => {
  await db.sql(`update ops.settings set value = '200 milliseconds' where key = 'worker.beat_every'`);
  await db.sql(`update ops.job_definitions set payload = '{"ms": 60000}' where key = 'test.long'`);
  const worker = await startWorker(db, { taskDirectory: TEST_TASKS, gracePeriod: 1_000 });
  stops.push(worker.stop);
  const id = await open('test.long');
  const held = await until('it runs', async () => {
    const row = await occurrence(id);
    return row.status === 'running' ? row : undefined;
  });
  await db.sql('update ops.workers set died_at = clock_timestamp() where incarnation = $1', worker.incarnation);
  await assert.rejects(worker.promise, WorkerDeclaredDead);
  assert.notEqual((await occurrence(id)).run_token, held.run_token, 'given back, or taken by the next');
  const [end] = await db.sql('select stopped_at, died_at is not null as dead from ops.workers where incarnation = $1', worker.incarnation);
  assert.deepEqual(end, { stopped_at: null, dead: true });
  await db.sql(`update ops.settings set value = null where key = 'worker.beat_every'`);
});

test('a worker killed with SIGKILL: the sweep of another gives its run to the next, and the old token is not heard', async () => {
  await define('test.killed', 'demo/hold', { ms: 60_000 });
  const victim = await startChild(db);
  const id = await open('test.killed');
  const before = await until('it runs', async () => {
    const row = await occurrence(id);
    return row.status === 'running' ? row : undefined;
  });
  const exit = once(victim, 'exit');
  victim.kill('SIGKILL');
  await exit;
  await db.sql(`update ops.workers set beat_at = clock_timestamp() - interval '31 seconds' where incarnation = $1`, before.claimed_by);
  await db.sql(`update ops.job_definitions set payload = '{"ms": 0}' where key = 'test.killed'`);
  const rescuer = await startWorker(db, { taskDirectory: TEST_TASKS });
  stops.push(rescuer.stop);
  await until('the other worker finished it', async () => (await occurrence(id)).status === 'done');
  assert.equal((await occurrence(id)).attempts, before.attempts + 1);
  const outcome = await db.as(
    'mandor_worker',
    async (c) => (await c.query('select ops.occurrence_finish($1) as o', [before.run_token])).rows[0].o,
  );
  assert.equal(outcome, 'not_mine');
  await rescuer.stop();
});

test('a worker that was declared dead while it waited swallows no job: it goes back to the queue, and the worker ends', async () => {
  await define('test.swallow', 'demo/hold', { ms: 0 });
  const zombie = await startWorker(db, { taskDirectory: TEST_TASKS, gracePeriod: 500 });
  stops.push(zombie.stop);
  await db.sql('update ops.workers set died_at = clock_timestamp() where incarnation = $1', zombie.incarnation);
  const id = await open('test.swallow');
  await assert.rejects(zombie.promise, WorkerDeclaredDead);
  assert.equal((await occurrence(id)).status, 'expected');
  const [job] = await db.sql('select state from ops.v_queue where key = $1', `occurrence:${id}`);
  // Taken and given back, or never taken: it depends on whether the beat or the job came first.
  assert.ok(['ready', 'waits to be tried again'].includes(job.state), job.state);
  const worker = await startWorker(db, { taskDirectory: TEST_TASKS });
  stops.push(worker.stop);
  await until('the next worker does it', async () => {
    await hurry();
    return (await occurrence(id)).status === 'done';
  });
  await worker.stop();
});

test('SIGTERM ends a worker process with exit code 0 and its run handed back; its memory stays under 150 MB', async () => {
  await define('test.terminated', 'demo/hold', { ms: 60_000 });
  const child = await startChild(db);
  const id = await open('test.terminated');
  await until('it runs', async () => (await occurrence(id)).status === 'running');
  const rss = Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024;
  assert.ok(rss > 20 && rss < 150, `${Math.round(rss)} MB`);
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  assert.deepEqual(await exit, [0, null]);
  assert.equal((await occurrence(id)).status, 'expected');
  await db.sql(`update ops.job_definitions set payload = '{"ms": 0}' where key = 'test.terminated'`);
});

test('start to first job takes a moment (how long exactly, `npm run bench -- start` measures against 1 s)', async () => {
  const started = performance.now();
  const worker = await startWorker(db);
  stops.push(worker.stop);
  const [{ id }] = await db.sql(`select id from ops.event_submit('ENGINE_PING', '{}')`);
  await eventually(id);
  const ms = performance.now() - started;
  assert.ok(ms < 5_000, `${Math.round(ms)} ms`);
});
