// Two workers start at one moment in a database that nobody has worked in yet, while jobs are added.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT, testDatabase } from '../support/harness.ts';
import { startWorker } from './support/worker.ts';

const ROUNDS = 2 * Number(process.env.MANDOR_DEPTH ?? 1);

test('after a deploy the queue knows every task, so nobody has to add its name', async () => {
  const db = await testDatabase();
  const files = readdirSync(join(ROOT, 'tasks'), { recursive: true, encoding: 'utf8' });
  const tasks = files.filter((file) => file.endsWith('.ts') && file.includes('/')).map((file) => file.slice(0, -3));
  const known = (await db.sql('select identifier from graphile_worker._private_tasks')).map((row) => row.identifier as string);
  assert.deepEqual(
    tasks.filter((task) => !known.includes(task)),
    [],
  );
});

test('two workers that start together, and jobs of all tasks at the same moment, do not deadlock', async () => {
  const db = await testDatabase();
  const adding = db.pool('mandor_deploy', { max: 2 });
  for (let round = 0; round < ROUNDS; round++) {
    // As it was before anybody worked here; the deploy's own step is what is tried.
    await db.admin.query('delete from graphile_worker._private_jobs');
    await db.admin.query('delete from graphile_worker._private_tasks');
    await db.sql(
      `select ops.queue_tasks_add(array(select p.task_identifier from ops.task_policies p union select d.task_identifier from ops.job_definitions d))`,
    );
    // One transaction, task by task, the last name first: the order in which a start and a job met each other.
    const add = async (): Promise<void> => {
      const client = await adding.connect();
      try {
        await client.query('begin');
        const { rows } = await client.query('select p.task_identifier as task from ops.task_policies p order by 1 desc');
        for (const { task } of rows) await client.query(`select ops.jobs_add($1, 'none', array[$2])`, [task, `${round}.${task}`]);
        await client.query('rollback');
      } finally {
        client.release();
      }
    };
    const [one, two] = await Promise.all([startWorker(db), startWorker(db), add(), add()]);
    await Promise.all([one.stop(), two.stop()]);
  }
  const [{ deadlocks }] = (
    await db.admin.query('select pg_stat_get_db_deadlocks(oid)::int as deadlocks from pg_database where datname = current_database()')
  ).rows;
  assert.equal(deadlocks, 0);
});
