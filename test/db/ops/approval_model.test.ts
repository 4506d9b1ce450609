// Random timelines of approvals against the model of test/model/ladder.ts: two items of one PIC, answers of everybody, timers early,
// late and doubled, people who leave and return, policies and calendars that change while deadlines run, messages that arrive
// late or never. After each step states, counters, requests, wake-ups and deadlines must be the model's. MANDOR_SEED=<n> lives one alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../support/harness.ts';
import { liveLadders } from './support/ladder_run.ts';

const DEPTH = Number(process.env.MANDOR_DEPTH ?? 1);
const SEED = process.env.MANDOR_SEED;
const db = await testDatabase();

test('the ladder does what the specification says, whatever comes in whatever order', async () => {
  const lived = await (SEED === undefined ? liveLadders(db, 50 * DEPTH, 400 * DEPTH) : liveLadders(db, 1_000_000, 1, Number(SEED)));
  console.log(
    `${lived.timelines} timelines, ${lived.steps} steps, 0 differences, ${lived.seconds} s. Hits per transition and consequence:`,
  );
  for (const [name, hits] of lived.hits) console.log(`${String(hits).padStart(6)}  ${name}`);
  console.log('Pairs from one state, each in both orders:');
  for (const [name, hits] of lived.pairs) console.log(`${String(hits).padStart(6)}  ${name}`);
  if (SEED === undefined)
    assert.deepEqual(
      [...lived.hits, ...lived.pairs].filter(([, n]) => n < 50 * DEPTH),
      [],
      'everything must have come often',
    );
});
