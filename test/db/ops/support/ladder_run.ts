// Random timelines, each step the one whose consequence has been seen least: the model is asked first what would happen.
import assert from 'node:assert/strict';
import type pg from 'pg';
import { apply } from '../../../model/ladder.ts';
import type { Item, Step, World } from '../../../model/ladder_world.ts';
import { random } from '../../../oracle/random.ts';
import type { TestDatabase } from '../../../support/harness.ts';
import { makeWorld, PAIRS, possible } from './ladder_steps.ts';
import { openTwin, type Twin, textOf } from './ladder_twin.ts';

export interface Lived {
  readonly hits: ReadonlyMap<string, number>;
  readonly pairs: ReadonlyMap<string, number>;
  readonly timelines: number;
  readonly steps: number;
  readonly seconds: string;
  readonly isEnough: boolean;
}

/** What a timeline may lead to; what is not named here is a mistake of the model. */
export const HITS = [
  'new → pending_approval: request by system',
  'revision → pending_approval: request by system',
  'in_progress → pending_approval: request by system',
  ...['pic', 'backup'].flatMap((who) => [
    `pending_approval → approved: approve by ${who}`,
    `pending_approval → revision: reject by ${who}`,
    `pending_approval → escalated: reject by ${who}`,
  ]),
  'pending_approval → escalated: ladder_end by timer',
  'pending_approval → revision: withdraw by operator',
  'pending_approval → revision: withdraw by supervisor',
  'pending_approval → cancelled: withdraw by supervisor',
  'escalated → approved: approve by supervisor',
  'escalated → in_progress: redo by supervisor',
  'escalated → cancelled: close by supervisor',
  'timer: request arrived',
  'timer: request next_channel',
  'timer: request backup_opened',
  'timer: rung 1',
  'timer: rung 2',
  'timer: rung 3',
  'timer: absence opens the backup',
  'timer: early',
  'timer: stale',
  ...['absence', 'return', 'policy', 'holiday', 'calendar'].flatMap((why) => [`${why} moves a deadline`, `${why} leaves a deadline`]),
  'absence opens the backup',
  ...['delegate', 'backup', 'supervisor', 'supervisor, another being away'].map((who) => `asked in the PIC's place: ${who}`),
  'message confirmed',
  'message failed',
  'bounce opens the backup',
  'bounce: the backup is asked already',
  'bounce: closed',
  ...['not_an_approver', 'stale_revision', 'already_decided', 'closed'].map((o) => `answer: ${o}`),
  'withdraw: not_pending',
  'withdraw: not_supervisor',
  'close: not_escalated',
];

/** Happens when the clock has passed the first day away and the timer has not come yet; too seldom to be waited for. */
const RARE = ['return', 'policy', 'holiday', 'calendar']
  .map((why) => `${why} opens the backup`)
  .concat(
    'timer: moved',
    "asked in the PIC's place: backup, another being away",
    "asked in the PIC's place: delegate, another being away",
    "nobody is left to be asked in the PIC's place",
  );

export async function prepareLadders(db: TestDatabase): Promise<void> {
  await db.sql(`update agent.profiles set max_concurrent_runs = 1000000`);
  await db.sql(`update ops.settings set value = '1000000' where key = 'worker.max_runs'`);
}

/**
 * Timelines until each hit and each pair has come `wanted` times, or `most` timelines.
 * @throws at the first difference between database and model, with all steps that led to it.
 */
export async function liveLadders(db: TestDatabase, wanted: number, most: number, firstSeed = 1): Promise<Lived> {
  await prepareLadders(db);
  const hits = new Map(HITS.map((name) => [name, 0]));
  const pairs = new Map(Object.keys(PAIRS).map((name) => [name, 0]));
  const isEnough = (): boolean => [...hits.values(), ...pairs.values()].every((n) => n >= wanted);
  const client = await db.pool('mandor_deploy', { max: 1 }).connect();
  await client.query('set jit = off');
  const started = performance.now();
  let timelines = 0;
  let steps = 0;
  try {
    while (!isEnough() && timelines < most) {
      await client.query('begin');
      steps += await oneTimeline(client, firstSeed + timelines, hits, pairs);
      await client.query('set constraints all immediate');
      assert.deepEqual((await client.query('select * from ops.v_orphans')).rows, []);
      await client.query('rollback');
      if (++timelines % 20 === 0)
        await client.query('vacuum ops.wakeups, ops.work_items, ops.occurrences, ops.outbox, ops.approvals, ops.people');
    }
  } finally {
    await client.query('rollback');
    client.release();
  }
  return { hits, pairs, timelines, steps, seconds: ((performance.now() - started) / 1000).toFixed(1), isEnough: isEnough() };
}

async function oneTimeline(client: pg.ClientBase, seed: number, hits: Map<string, number>, pairs: Map<string, number>): Promise<number> {
  const r = random(seed + 9_000);
  const world = makeWorld(r);
  const trace = [`timeline ${seed}: ${JSON.stringify({ ...world, items: world.items.map((i) => [i.hasBackup, i.maxRevisions]) })}`];
  const twin = await openTwin(client, seed, world);
  await twin.compare(world, trace);
  const count = (names: readonly string[]): void => {
    for (const name of names) {
      if (RARE.includes(name)) continue;
      assert.ok(hits.has(name), `the model says "${name}"`);
      hits.set(name, (hits.get(name) as number) + 1);
    }
  };
  const rarity = (names: readonly string[]): number => Math.min(...names.map((n) => hits.get(n) ?? 0), 1_000_000);
  let steps = 0;
  for (let turn = 0; turn < 45; turn++) {
    if (r.chance(0.6)) {
      const known = Object.keys(PAIRS).map((name) => ({ name, pair: PAIRS[name]?.(world, r.int(0, 1), r) }));
      const [best] = known
        .filter((k) => k.pair !== undefined)
        .sort((a, b) => (pairs.get(a.name) as number) - (pairs.get(b.name) as number));
      if (best?.pair !== undefined) {
        for (const step of best.pair.before) await both(client, twin, world, step, trace);
        count(await branch(client, twin, world, [best.pair.first, best.pair.second], trace));
        count(await branch(client, twin, world, [best.pair.second, best.pair.first], trace));
        pairs.set(best.name, (pairs.get(best.name) as number) + 1);
        steps += 4;
      }
    }
    const list = possible(world, r, twin.known).map((list) => {
      const next = structuredClone(world);
      next.hits = [];
      for (const step of list) apply(next, step);
      return { list, rarity: rarity(next.hits) + r.int(0, 3) };
    });
    const { list: chosen } = r.chance(0.75) ? list.reduce((a, b) => (b.rarity < a.rarity ? b : a)) : r.pick(list);
    const ends = structuredClone(world);
    for (const step of chosen) apply(ends, step);
    const isEnd = ends.items.some((item, i) => isOver(item) && !isOver(world.items[i] as Item));
    if (isEnd && turn < 30) {
      // An end that is taken back again: the timeline goes on, and each end is seen more than once in it.
      if (chosen.length === 1) count(await branch(client, twin, world, chosen, trace));
      steps++;
      continue;
    }
    world.hits = [];
    for (const step of chosen) await both(client, twin, world, step, trace);
    count(world.hits);
    steps += chosen.length;
    if (world.items.every(isOver) && r.chance(0.5)) break;
  }
  return steps;
}

async function both(_client: pg.ClientBase, twin: Twin, world: World, step: Step, trace: string[]): Promise<void> {
  trace.push(textOf(world, step));
  const said = await twin.take(world, step).catch((e: Error) => `error ${e.message}`);
  const wanted = apply(world, step);
  trace.push(`  database: ${said}, model: ${wanted}`);
  assert.equal(said, wanted, trace.join('\n'));
  if (step.do !== 'clock') await twin.compare(world, trace);
}

const isOver = (item: Item): boolean => item.status === 'approved' || item.status === 'cancelled';

/** Steps from the same state, the calls as they were made then; afterwards everything is as before. What happened. */
async function branch(
  client: pg.ClientBase,
  twin: Twin,
  world: World,
  order: readonly Step[],
  trace: readonly string[],
): Promise<string[]> {
  const copy = structuredClone(world);
  copy.hits = [];
  const calls = order.map((step) => twin.statement(world, step));
  const lines = [...trace];
  const back = twin.mark();
  await client.query('savepoint before_both');
  for (const [i, step] of order.entries()) {
    lines.push(`both: ${textOf(copy, step)}`);
    const call = calls[i] as (typeof calls)[number];
    const said = await client.query(call.sql, [...call.values]).then(
      ({ rows }) => rows[0]?.o as string | undefined,
      (e: Error) => `error ${e.message}`,
    );
    const wanted = apply(copy, step);
    lines.push(`  database: ${said}, model: ${wanted}`);
    assert.equal(said, wanted, lines.join('\n'));
  }
  await twin.compare(copy, lines);
  await client.query('rollback to savepoint before_both');
  back();
  return copy.hits;
}
