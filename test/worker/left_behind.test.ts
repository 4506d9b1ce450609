// The net under every task, with a real worker: what a task leaves behind is seen, told, taken again, and in the end fails.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../support/harness.ts';
import { startWorker, TEST_TASKS, until } from './support/worker.ts';

const db = await testDatabase();

async function open(task: string, payload: object): Promise<string> {
  await db.sql(
    `insert into ops.job_definitions (key, title, agent, task_identifier, payload) values ($1, $1, 'ops_warehouse', $2, $3)`,
    `test.${task}`,
    `demo/${task}`,
    JSON.stringify(payload),
  );
  return (await db.sql(`select ops.occurrence_open($1, '2026-02-08') as id`, `test.${task}`))[0].id;
}
const occurrence = async (id: string) => (await db.sql('select * from ops.occurrences where id = $1', id))[0];

test('a run whose task ended without ending it goes back at the next sweep, and fails the third time; one that is under way is left alone', async () => {
  const worker = await startWorker(db, { taskDirectory: TEST_TASKS });
  try {
    const [left, held] = [await open('leave', {}), await open('hold', { ms: 60_000 })];
    await until('the other one runs', async () => (await occurrence(held)).status === 'running');
    for (let time = 1; time <= 3; time++) {
      const orphans = await until('it is left behind', async () => {
        const rows = await db.sql('select kind, id, status, why from ops.v_orphans');
        return rows.length > 0 ? rows : undefined;
      });
      assert.deepEqual(orphans, [{ kind: 'occurrence', id: left, status: 'running', why: 'its job ended without ending it' }]);
      assert.equal((await occurrence(left)).attempts, time);
      await db.sql('select ops.sweep()');
    }
    const failed = await occurrence(left);
    assert.deepEqual([failed.status, failed.attempts, failed.error.code], ['failed', 3, 'MD212']);
    assert.deepEqual(
      await db.sql(
        `select data ->> 'outcome' as outcome from ops.journal where subject = $1 and action = 'left_behind' order by id`,
        `occurrence:${left}`,
      ),
      [{ outcome: 'expected' }, { outcome: 'expected' }, { outcome: 'failed' }],
    );
    const [alert] = await db.sql(`select severity from ops.alerts where dedupe_key = $1 and is_current`, `run_lost:occurrence:${left}`);
    assert.equal(alert.severity, 'critical');
    const still = await occurrence(held);
    assert.deepEqual([still.status, still.attempts], ['running', 1]);
    assert.deepEqual(await db.sql('select * from ops.v_orphans'), []);
  } finally {
    await worker.stop();
  }
});
