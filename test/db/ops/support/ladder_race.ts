// The pairs of ladder_steps.ts in two real sessions: the first has acted and not committed, the second acts. What both answered and
// what stands afterwards must be what one of the two orders gives.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { apply } from '../../../model/ladder.ts';
import type { Step, World } from '../../../model/ladder_world.ts';
import { random } from '../../../oracle/random.ts';
import type { TestDatabase } from '../../../support/harness.ts';
import { prepareLadders } from './ladder_run.ts';
import { makeWorld, PAIRS, type Pair, possible } from './ladder_steps.ts';
import { openTwin, type Statement, type Twin, textOf } from './ladder_twin.ts';

/**
 * Meets `times` times. @returns how often the second session had to wait for the first.
 * @throws when what came out is the result of neither order.
 */
export async function meetInTwoSessions(db: TestDatabase, name: string, times: number): Promise<number> {
  await prepareLadders(db);
  const pool = db.pool('mandor_deploy', { max: 2 });
  const [a, b] = [await pool.connect(), await pool.connect()];
  let waited = 0;
  try {
    for (let met = 0, seed = 1; met < times; seed++) {
      assert.ok(seed < times * 60, `${name} is hardly ever possible`);
      if (await meetOnce(db, a, b, name, seed, () => waited++)) met++;
    }
  } finally {
    a.release(true);
    b.release(true);
  }
  return waited;
}

async function meetOnce(
  db: TestDatabase,
  a: pg.PoolClient,
  b: pg.PoolClient,
  name: string,
  seed: number,
  onWait: () => void,
): Promise<boolean> {
  const r = random(seed + 77_000);
  const world = makeWorld(r);
  const found = findPair(world, name, r);
  if (found === undefined) return false;
  const { steps, pair } = found;
  const trace = [`meeting ${name} ${seed}`];
  await a.query('begin');
  const twin = await openTwin(a, Number(`${[...name].reduce((n, c) => (n * 31 + c.charCodeAt(0)) % 100_000, 7)}${seed}`), world);
  await twin.compare(world, trace);
  for (const step of [...steps, ...pair.before]) {
    trace.push(textOf(world, step));
    await twin.take(world, step);
    apply(world, step);
    if (step.do !== 'clock') await twin.compare(world, trace);
  }
  await a.query('commit');
  await twin.clock(world.now, b);
  const calls = [twin.statement(world, pair.first), twin.statement(world, pair.second)] as const;
  const said = await meet(db, a, b, calls, onWait);
  trace.push(textOf(world, pair.first), textOf(world, pair.second), `  answers: ${said.join(', ')}`);
  await isOneOrder(twin, world, pair, said, trace);
  return true;
}

/** A way to a state in which the pair can meet, found in the model alone. */
function findPair(world: World, name: string, r: ReturnType<typeof random>): { steps: Step[]; pair: Pair } | undefined {
  const steps: Step[] = [];
  const at = structuredClone(world);
  const go = (step: Step): void => {
    apply(at, step);
    steps.push(step);
  };
  go({ do: 'make', item: 0 });
  for (let turn = 0; turn < 8; turn++) {
    const pair = turn > 0 ? PAIRS[name]?.(at, 0, r) : undefined;
    if (pair !== undefined && r.chance(0.5)) return { steps, pair };
    const next = r.pick(possible(at, r, () => []).filter((list) => list.every((s) => !('item' in s) || s.item === 0)));
    for (const step of next) go(step);
  }
  return undefined;
}

async function meet(
  db: TestDatabase,
  a: pg.PoolClient,
  b: pg.PoolClient,
  [first, second]: readonly [Statement, Statement],
  onWait: () => void,
): Promise<(string | undefined)[]> {
  const { pid } = (await b.query('select pg_backend_pid() as pid')).rows[0];
  const answer = ({ rows }: pg.QueryResult): string | undefined => rows[0]?.o;
  await a.query('begin');
  const one = answer(await a.query(first.sql, [...first.values]));
  let isOver = false;
  const two = b
    .query(second.sql, [...second.values])
    .then(answer, (e: Error) => `error ${e.message}`)
    .finally(() => {
      isOver = true;
    });
  for (const end = Date.now() + 30_000; !isOver && Date.now() < end; await sleep(3)) {
    const { rows } = await db.admin.query('select wait_event_type from pg_stat_activity where pid = $1', [pid]);
    if (rows[0]?.wait_event_type !== 'Lock') continue;
    onWait();
    break;
  }
  await a.query('commit');
  return [one, await two];
}

async function isOneOrder(twin: Twin, world: World, pair: Pair, said: (string | undefined)[], trace: string[]): Promise<void> {
  const back = twin.mark();
  const problems: Error[] = [];
  for (const order of [[pair.first, pair.second] as const, [pair.second, pair.first] as const]) {
    const copy = structuredClone(world);
    const answers = order.map((step) => apply(copy, step));
    if (order[0] !== pair.first) answers.reverse();
    try {
      assert.deepEqual(said, answers, trace.join('\n'));
      await twin.compare(copy, trace);
      return;
    } catch (e) {
      problems.push(e as Error);
      back();
    }
  }
  throw problems[0] as Error;
}
