// Random timelines of approvals against the model of test/model/ladder.ts: two items of one PIC, answers of everybody, timers early,
// late and doubled, people who leave and return, policies and calendars that change while deadlines run, messages that arrive
// late or never. After each step states, counters, requests, wake-ups and deadlines must be the model's. MANDOR_SEED=<n> lives one alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Step } from '../../model/ladder.ts';
import type { World } from '../../model/ladder_world.ts';
import { random } from '../../oracle/random.ts';
import { testDatabase } from '../../support/harness.ts';
import { needOf } from './support/ladder_hits.ts';
import { liveLadders, prepareLadders, walk } from './support/ladder_run.ts';
import { makeWorld } from './support/ladder_steps.ts';
import { openTwin } from './support/ladder_twin.ts';

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
      [...[...lived.hits].filter(([name, n]) => n < needOf(name, 50 * DEPTH)), ...[...lived.pairs].filter(([, n]) => n < 50 * DEPTH)],
      [],
      'everything must have come often',
    );
});

// Two escalations of one item: chance hardly ever gets there.
test('the question of an earlier escalation closes nothing', async () => {
  await prepareLadders(db);
  await db.as('mandor_deploy', async (client) => {
    const made = makeWorld(random(1));
    const world: World = { ...made, chats: ['supervisor'], items: made.items.map((item) => ({ ...item, maxRevisions: 0 })) };
    const ask = { item: 0, ask: 1 };
    const reject = (n: number, person: 'pic' | 'supervisor'): Step => ({
      do: 'answer',
      item: 0,
      ask: n,
      person,
      isStale: false,
      decision: 'reject',
    });
    await client.query('begin');
    const twin = await openTwin(client, 1, world);
    await walk(
      twin,
      world,
      [
        { do: 'make', item: 0 },
        reject(0, 'pic'),
        { do: 'store', message: { kind: 'press', ref: ask, from: 'supervisor', wants: 'close' } },
        { do: 'read', number: 0 },
        reject(1, 'supervisor'),
        { do: 'make', item: 0 },
        reject(2, 'pic'),
        { do: 'store', message: { kind: 'note', ref: ask, prompt: 0, from: 'supervisor', isEmpty: false } },
        { do: 'read', number: 1 },
      ],
      [],
    );
    await client.query('rollback');
    assert.deepEqual([world.items[0]?.status, world.inbox[1]?.outcome], ['escalated', 'refused_stale']);
  });
});
