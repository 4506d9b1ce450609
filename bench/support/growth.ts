// What a forgotten transaction costs: nothing that dies after its snapshot can be removed, so tables grow and the queue
// searches through the dead. Steady jobs, a transaction held open beside them, sizes before and after.
import { setTimeout as sleep } from 'node:timers/promises';
import { table } from '../../src/cli/output.ts';
import { valueText } from './figure.ts';
import { type Lane, latency, percentile, type Submitters } from './lane.ts';

const PER_SECOND = 20;
/** A session reports its counts at the latest when it has been idle for 10 s. */
const COUNTS_MS = 11_000;

interface Size {
  readonly bytes: number;
  readonly dead: number;
  readonly vacuums: number;
}

async function sizeOf(lane: Lane, name: string): Promise<Size> {
  const { rows } = await lane.db.admin.query<{ bytes: string; dead: string; vacuums: string }>(
    `select pg_total_relation_size(s.relid) as bytes, s.n_dead_tup as dead, s.vacuum_count + s.autovacuum_count as vacuums
       from pg_stat_user_tables s where s.relid = $1::regclass`,
    [name],
  );
  const row = rows[0]!;
  return { bytes: Number(row.bytes), dead: Number(row.dead), vacuums: Number(row.vacuums) };
}

/** Holds a snapshot until `release`. */
async function hold(lane: Lane): Promise<{ release(): Promise<void> }> {
  const client = await lane.db.admin.connect();
  await client.query('begin isolation level repeatable read');
  await client.query('select count(*) from pg_class');
  return {
    async release() {
      await client.query('rollback').finally(() => client.release());
    },
  };
}

/** One job each 1/20 s, each waited for; a late one does not make the next ones more. */
async function steady(lane: Lane, pools: Submitters, seconds: number): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + seconds * 1000;
  for (let next = performance.now(); next < end; next = Math.max(next + 1000 / PER_SECOND, performance.now())) {
    await sleep(Math.max(0, next - performance.now()));
    times.push(await latency(lane, pools.of(lane)));
  }
  return times;
}

/** Without `index_cleanup on` few dead rows in a large table would be left where they are. */
async function vacuum(lanes: readonly Lane[]): Promise<void> {
  for (const lane of lanes) for (const name of lane.tables) await lane.db.admin.query(`vacuum (index_cleanup on) ${name}`);
}

const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(0)} kB`;

/** Lines for people: growth of each table, and the latency at the beginning and at the end of the hold. */
export async function growthBench(options: {
  own: Lane;
  bare: Lane;
  pools: Submitters;
  seconds: number;
  say: (line: string) => void;
}): Promise<string[]> {
  const { own, bare, pools, seconds, say } = options;
  const lanes = [bare, own];
  const read = async (): Promise<Size[]> => {
    await sleep(COUNTS_MS);
    return Promise.all(lanes.flatMap((lane) => lane.tables.map((name) => sizeOf(lane, name))));
  };
  // What the parts before this one left behind would count as ours, also when it is reported late.
  await sleep(COUNTS_MS);
  await vacuum(lanes);
  const before = await read();
  say(`${seconds} s of steady events with a transaction held open`);
  const holders = await Promise.all(lanes.map(hold));
  let times: number[][];
  let after: Size[];
  try {
    times = await Promise.all(lanes.map((lane) => steady(lane, pools, seconds)));
    after = await read();
  } finally {
    await Promise.all(holders.map((holder) => holder.release()));
  }
  await vacuum(lanes);
  const recovered = await read();
  const names = lanes.flatMap((lane) => lane.tables.map((name) => ({ name, jobs: times[lanes.indexOf(lane)]!.length })));
  const rows = names.map(({ name, jobs }, i) => [
    name,
    String(jobs),
    kilobytes(before[i]!.bytes),
    kilobytes(after[i]!.bytes),
    kilobytes(after[i]!.bytes - before[i]!.bytes),
    `${((after[i]!.bytes - before[i]!.bytes) / jobs).toFixed(0)} B`,
    String(before[i]!.dead),
    String(after[i]!.dead),
    String(recovered[i]!.dead),
    String(after[i]!.vacuums - before[i]!.vacuums),
  ]);
  const tenth = (all: readonly number[], part: 'first' | 'last'): string => {
    const count = Math.ceil(all.length / 10);
    const some = part === 'first' ? all.slice(0, count) : all.slice(-count);
    return `p50 ${valueText(percentile(some, 0.5), 'ms')}, max ${valueText(percentile(some, 1), 'ms')}`;
  };
  return [
    `growth in ${seconds} s at ${PER_SECOND} events/s, a transaction held open all the time${seconds < 600 ? ' (--full: 600 s)' : ''} (no target is set):`,
    ...table(
      ['table', 'jobs', 'before', 'after', 'growth', 'per job', 'dead before', 'dead after', 'dead once released', 'vacuums meanwhile'],
      rows,
    ).split('\n'),
    ...lanes.map(
      (lane, i) =>
        `${lane === own ? 'event' : 'bare job'}: first tenth ${tenth(times[i]!, 'first')}; last tenth ${tenth(times[i]!, 'last')}`,
    ),
  ];
}
