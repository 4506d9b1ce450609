// Random lives of work items, against the model of test/model: doubled and reordered calls, old tokens and old wake-ups, a clock
// that jumps. After each step state, counters, timer, who is asked and the answer of the call must be the model's.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { liveUntil } from './support/model_run.ts';

const DEPTH = Number(process.env.MANDOR_DEPTH ?? 1);
const db = await testDatabase();

test('a work item does what the specification says, whatever comes in whatever order', async () => {
  const lived = await liveUntil(db, 50 * DEPTH, 1500 * DEPTH);
  console.log(`${lived.lives} items, ${lived.steps} steps, 0 differences, ${lived.seconds} s. Hits per transition row:`);
  for (const r of lived.rows) console.log(`${String(r.number).padStart(3)} ${r.row.padEnd(56)} ${String(r.hits).padStart(6)}`);
  assert.deepEqual(lived.missed, [], 'every row of the table must have been taken often, by every kind of actor');
});
