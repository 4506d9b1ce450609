// Random timelines, each step the one whose consequence has been seen least: the model is asked first what would happen.
import assert from 'node:assert/strict';
import type pg from 'pg';
import { apply, type Step } from '../../../model/ladder.ts';
import { copyOf, type Item, type World } from '../../../model/ladder_world.ts';
import { type Random, random } from '../../../oracle/random.ts';
import type { TestDatabase } from '../../../support/harness.ts';
import { HITS, needOf, RARE } from './ladder_hits.ts';
import { PAIRS } from './ladder_pairs.ts';
import { LADDER_SQL } from './ladder_sql.ts';
import { makeWorld, possible } from './ladder_steps.ts';
import { openTwin, type Twin, textOf } from './ladder_twin.ts';

const TOUCHED = `graphile_worker._private_jobs, ops.wakeups, ops.work_items, ops.occurrences, ops.outbox, ops.approvals, ops.people,
  ops.inbound_messages, ops.journal, ops.alerts, ops.decision_attempts, ops.work_item_history, ops.reply_questions`;

export interface Lived {
  readonly hits: ReadonlyMap<string, number>;
  readonly pairs: ReadonlyMap<string, number>;
  readonly timelines: number;
  readonly steps: number;
  readonly seconds: string;
  readonly isEnough: boolean;
}

export async function prepareLadders(db: TestDatabase): Promise<void> {
  await db.sql(`update agent.profiles set max_concurrent_runs = 1000000`);
  await db.sql(`update ops.settings set value = '1000000' where key = 'worker.max_runs'`);
  await db.admin.query(LADDER_SQL);
}

/**
 * Timelines until each hit and each pair has come `wanted` times, or `most` timelines.
 * @throws at the first difference between database and model, with all steps that led to it.
 */
export async function liveLadders(db: TestDatabase, wanted: number, most: number, firstSeed = 1): Promise<Lived> {
  await prepareLadders(db);
  const hits = new Map(HITS.map((name) => [name, 0]));
  const pairs = new Map(Object.keys(PAIRS).map((name) => [name, 0]));
  const isEnough = (): boolean => [...hits, ...pairs].every(([name, n]) => n >= (pairs.has(name) ? wanted : needOf(name, wanted)));
  const client = await db.pool('mandor_deploy', { max: 1 }).connect();
  await client.query('set jit = off; set plan_cache_mode = force_generic_plan');
  const started = performance.now();
  let timelines = 0;
  let steps = 0;
  try {
    while (!isEnough() && timelines < most) {
      await client.query('begin');
      steps += await oneTimeline(client, firstSeed + timelines, wanted, hits, pairs);
      await client.query('set constraints all immediate');
      assert.deepEqual((await client.query('select * from ops.v_orphans')).rows, []);
      await client.query('rollback');
      // What was rolled back is dead weight for the indexes.
      if (++timelines % 10 === 0) await db.admin.query(`vacuum ${TOUCHED}`);
    }
  } finally {
    await client.query('rollback');
    client.release();
  }
  return { hits, pairs, timelines, steps, seconds: ((performance.now() - started) / 1000).toFixed(1), isEnough: isEnough() };
}

async function oneTimeline(
  client: pg.ClientBase,
  seed: number,
  wanted: number,
  hits: Map<string, number>,
  pairs: Map<string, number>,
): Promise<number> {
  const r = random(seed + 9_000);
  const world = makeWorld(r);
  const trace = [`timeline ${seed}: ${JSON.stringify({ ...world, items: world.items.map((i) => [i.hasBackup, i.maxRevisions]) })}`];
  const twin = await openTwin(client, seed, world);
  twin.compare(world, await twin.look(), trace);
  const count = (names: readonly string[]): void => {
    for (const name of names) {
      if (RARE.includes(name)) continue;
      assert.ok(hits.has(name), `the model says "${name}"`);
      hits.set(name, (hits.get(name) as number) + 1);
    }
  };
  let steps = 0;
  for (let turn = 0; turn < 45; turn++) {
    if (r.chance(0.6)) {
      const known = [...pairs.keys()]
        .filter((name) => (pairs.get(name) as number) < wanted)
        .map((name) => ({ name, pair: PAIRS[name]?.(world, r.int(0, 1), r) }));
      const [best] = known
        .filter((k) => k.pair !== undefined)
        .sort((a, b) => (pairs.get(a.name) as number) - (pairs.get(b.name) as number));
      if (best?.pair !== undefined) {
        await walk(twin, world, best.pair.before, trace);
        const { first, second } = best.pair;
        const calls = [twin.calls(world, first), twin.calls(world, second)] as const;
        count(await branch(twin, world, [first, second], [...calls], trace));
        count(await branch(twin, world, [second, first], [calls[1], calls[0]], trace));
        pairs.set(best.name, (pairs.get(best.name) as number) + 1);
        steps += 4;
      }
    }
    const chosen = choose(twin, world, r, wanted, hits);
    steps += chosen.length;
    const ends = copyOf(world);
    const isEnd = (): boolean => ends.items.some((item, i) => isOver(item) && !isOver(world.items[i] as Item));
    let living = 0;
    const canBranch = chosen.every((step) => isPlain(world, step));
    const calls = chosen.map((step) => {
      const call = canBranch ? twin.calls(ends, step) : [];
      apply(ends, step);
      if (!isEnd()) living++;
      return call;
    });
    if (isEnd() && turn < 30) {
      // An end that is taken back again: the timeline goes on, and each end is seen more than once in it.
      if (canBranch) count(await branch(twin, world, chosen, calls, trace));
      else {
        world.hits = [];
        await walk(twin, world, chosen.slice(0, living), trace);
        count(world.hits);
      }
      continue;
    }
    world.hits = [];
    await walk(twin, world, chosen, trace);
    count(world.hits);
    if (world.items.every(isOver) && r.chance(0.5)) break;
  }
  return steps;
}

/** The steps whose rarest consequence has been seen least, held against how often it is wanted; sometimes any. */
function choose(twin: Twin, world: World, r: Random, wanted: number, hits: ReadonlyMap<string, number>): Step[] {
  const all = possible(world, r, twin.known);
  if (!r.chance(0.75)) return r.pick(all);
  let [best, least] = [all[0] as Step[], Number.POSITIVE_INFINITY];
  for (const list of all) {
    const next = copyOf(world);
    next.hits = [];
    for (const step of list) apply(next, step);
    const rarity = Math.min(...next.hits.map((n) => (hits.get(n) ?? 1_000_000) / needOf(n, wanted)), 1_000_000) + r.int(0, 3) / wanted;
    if (rarity < least) [best, least] = [list, rarity];
  }
  return best;
}

const isOver = (item: Item): boolean => item.status === 'approved' || item.status === 'cancelled';
/** Needs no number that an earlier step gave. */
const isPlain = (w: World, step: Step): boolean => {
  if (step.do === 'store' && step.message.kind === 'note')
    return step.message.prompt < (w.items[step.message.ref.item]?.asks[step.message.ref.ask]?.prompts.length ?? 0);
  return step.do !== 'make' && step.do !== 'timer' && step.do !== 'absence';
};

/** Lets steps happen in both worlds, compared after each that may change anything. */
export async function walk(twin: Twin, world: World, steps: readonly Step[], trace: string[]): Promise<void> {
  let calls: string[] = [];
  for (const [i, step] of steps.entries()) {
    trace.push(textOf(world, step));
    calls.push(...twin.calls(world, step));
    const wanted = apply(world, step);
    if ((step.do === 'clock' || step.do === 'store') && i < steps.length - 1) continue;
    const seen = await twin.act(calls).catch((e: Error) => assert.fail(`${e.message}\n${trace.join('\n')}`));
    calls = [];
    same(seen.said.at(-1), wanted, trace);
    twin.compare(world, seen, trace);
  }
}

function same(said: string | null | undefined, wanted: string | undefined, trace: string[]): void {
  if (wanted === undefined) return;
  trace.push(`  database: ${said}, model: ${wanted}`);
  assert.equal(said, wanted, trace.join('\n'));
}

/** Steps from the same state, by the calls that were made then; afterwards everything is as before. What happened. */
async function branch(
  twin: Twin,
  world: World,
  order: readonly Step[],
  calls: readonly (readonly string[])[],
  trace: readonly string[],
): Promise<string[]> {
  const copy = copyOf(world);
  copy.hits = [];
  const lines = [...trace];
  const back = twin.mark();
  const seen = await twin.try(calls.flat()).catch((e: Error) => assert.fail(`${e.message}\n${lines.join('\n')}`));
  let n = -1;
  for (const [i, step] of order.entries()) {
    lines.push(`both: ${textOf(copy, step)}`);
    n += calls[i]?.length ?? 0;
    same(seen.said[n], apply(copy, step), lines);
  }
  twin.compare(copy, seen, lines);
  back();
  return copy.hits;
}
