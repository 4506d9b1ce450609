import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { codeOf, race } from './support/race.ts';

const db = await testDatabase();
const jobs = (prefix: string) =>
  db.sql(
    `select j.key, t.identifier, j.payload, j.priority, j.max_attempts from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id where j.key like $1 || '%' order by j.key`,
    prefix,
  );

test('one job per id: key, payload, priority and attempts of the policy; an id twice is one job', async () => {
  await db.sql(`select ops.jobs_add('deliver/email', 'outbox', '{7,8,7}', 8)`);
  assert.deepEqual(await jobs('outbox:'), [
    { key: 'outbox:7', identifier: 'deliver/email', payload: { id: '7' }, priority: 2, max_attempts: 10 },
    { key: 'outbox:8', identifier: 'deliver/email', payload: { id: '8' }, priority: 2, max_attempts: 10 },
  ]);
  await db.sql(`select ops.jobs_add('unknown/task', 'x', '{1}')`);
  assert.equal((await jobs('x:'))[0]?.max_attempts, 25);
  await db.sql(`select ops.jobs_add('ops/noop', 'none', '{}'), ops.jobs_add('ops/noop', 'none', null)`);
  assert.deepEqual(await jobs('none:'), []);
});

test('one statement with many rows notifies the queue once', async () => {
  const heard: string[] = [];
  const listener = await db.pool('mandor_queue').connect();
  listener.on('notification', (n) => heard.push(n.payload ?? ''));
  await listener.query('listen "jobs:insert"');
  await db.sql(
    `insert into ops.events (event_type, payload, priority) select 'ENGINE_PING', '{}', 1 + n % 10 from generate_series(1, 50) as n`,
  );
  await listener.query('select 1');
  listener.release(true);
  assert.equal(heard.length, 1);
  assert.equal(JSON.parse(heard[0] ?? '{}').count, 50);
});

test('a job that the queue drops is an error to try again, not a silence', async () => {
  await db.sql(`select ops.jobs_add('ops/noop', 'held', '{1}')`);
  // A runner takes it and has not committed: the first step of add_jobs sees it free, the second finds it taken.
  const [, two] = await race(
    db,
    `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'runner' where key = 'held:1' returning id`,
    [],
    `select ops.jobs_add('ops/noop', 'held', '{1}')`,
    [],
    'mandor_queue',
  );
  assert.equal((two as { code?: string }).code, '40001');
  // Tried again, it becomes a job of its own beside the one that runs.
  await db.sql(`select ops.jobs_add('ops/noop', 'held', '{1}')`);
  assert.equal((await db.sql(`select * from graphile_worker.jobs where key = 'held:1' and locked_at is null`)).length, 1);
});

test('nobody but the engine adds jobs', async () => {
  for (const role of ['mandor_worker', 'mandor_console', 'mandor_analyst', 'mandor_agent_stock']) {
    const code = await db.as(role, (c) => codeOf(c.query(`select ops.jobs_add('ops/noop', 'x', '{1}')`)));
    assert.equal(code, '42501', role);
  }
});
