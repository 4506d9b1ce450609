import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { newWorker, race } from './support/race.ts';

const db = await testDatabase();

test('a mirror planned while the one before it ends is claimed by whoever waited for that end', async () => {
  const worker = await newWorker(db);
  const plan = async () => (await db.sql(`select ops.outbox_mirror('notion', 'tasks', 'work_item:1', null) as id`))[0].id as string;
  const first = await plan();
  const [{ run_token }] = await db.sql('select run_token from ops.outbox_claim($1, $2)', first, worker);
  const second = await plan();
  assert.deepEqual(
    await db.sql('select run_token from ops.outbox_claim($1, $2)', second, worker),
    [],
    'the older state is still on its way',
  );
  const [, claimed] = await race(
    db,
    `select ops.outbox_confirm($1, 'page')`,
    [run_token],
    'select run_token from ops.outbox_claim($1, $2)',
    [second, worker],
  );
  assert.ok(Array.isArray(claimed) && claimed.length === 1, 'it saw the end, not the state before it');
});
