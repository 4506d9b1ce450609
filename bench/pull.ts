// The daily stock pull at the vendor's real limit, 5,464 items: the whole takes 11 minutes and no part differs from another,
// so a slice is measured. Worker and ERP are processes of their own; the ERP's own access log is the witness.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { atLeast, type Bench, under } from './support/figure.ts';
import { cpuOf, mandor, type Program, until } from './support/process.ts';
import { type BenchDatabase, benchServer } from './support/server.ts';

const RATE = 8;
/** Parts of the slice are its runs. */
const PART_S = 10;

interface Entry {
  readonly at: string;
  readonly path: string;
  readonly entity: string;
  readonly status: number;
}

/** The most arrivals in any rolling second. */
function peak(times: readonly number[]): number {
  let most = 0;
  for (let first = 0, last = 0; last < times.length; last++) {
    while (times[last]! - times[first]! >= 1000) first++;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

/** `mandor sandbox` as a process; resolves with the environment that points a worker at it. */
export async function startSandboxProcess(
  db: BenchDatabase,
  args: readonly string[],
  folder: string,
): Promise<{ program: Program; env: Record<string, string> }> {
  const program = mandor(['sandbox', '--json', ...args], { DATABASE_URL: db.url }, folder);
  const env = await until('the sandbox prints its addresses', () => /\{[\s\S]*?\n\}/.exec(program.output())?.[0], { program });
  const { control, ...rest } = JSON.parse(env) as Record<string, string>;
  return { program, env: { ...rest, DATABASE_URL: db.url } };
}

const readLog = (file: string): Entry[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.endsWith('}'))
    .map((line) => JSON.parse(line) as Entry);

export const pullBench: Bench = {
  key: 'pull',
  title: "stock pull at the vendor's limit of 8 requests a second",
  async run({ isQuick, say }) {
    const seconds = isQuick ? 20 : 60;
    await using server = await benchServer();
    const db = await server.database();
    await db.deployPool.query(`select util.clock_set('2026-02-09T01:00:00+07')`);
    const log = join(server.folder, 'access.log');
    const { program: sandbox, env } = await startSandboxProcess(
      db,
      ['--size', 'L', '--rate', String(RATE), '--end', '2026-02-08', '--access-log', log],
      server.folder,
    );
    await using _sandbox = sandbox;
    await using worker = mandor(['worker'], env, server.folder);
    const percent = async (ms: number): Promise<number> => {
      const before = cpuOf(worker.pid);
      const from = performance.now();
      await sleep(ms);
      return (100 * (cpuOf(worker.pid) - before)) / ((performance.now() - from) / 1000);
    };
    await until('the worker is there', async () => ((await db.admin.query('select from ops.workers')).rowCount ?? 0) > 0, {
      program: worker,
    });
    await sleep(2000); // past its start
    const idle = [await percent(5000), await percent(5000)];
    await db.deployPool.query(`select ops.occurrence_open('stock.ddd', '2026-02-08')`);
    const first = await until(
      'the first item is asked for',
      () => readLog(log).find((entry) => entry.path === 'item/detail.do' && entry.entity === 'DDD'),
      { program: worker, deadline: 120_000 },
    );
    const busy: number[] = [];
    for (let part = 0; part < seconds / PART_S; part++) busy.push(await percent(PART_S * 1000));
    await sleep(500);
    await worker.stop();
    const entries = readLog(log).filter((entry) => entry.entity === 'DDD');
    const start = Date.parse(first.at);
    const times = entries.map((entry) => Date.parse(entry.at)).sort((a, b) => a - b);
    const share = busy.map((_, part) => {
      const from = start + part * PART_S * 1000;
      return (100 * times.filter((t) => t >= from && t < from + PART_S * 1000).length) / (PART_S * RATE);
    });
    const refused = entries.filter((entry) => entry.status === 429).length;
    say(`${times.length} requests in all, ${refused} refused for the limit, ${seconds} s measured`);
    await db.drop();
    const note = `${seconds} s of the pull in parts of ${PART_S} s`;
    return {
      figures: [
        {
          key: 'pull_share_of_limit',
          what: 'stock pull: requests made of those allowed',
          unit: '%',
          runs: share,
          baseline: { what: 'the limit', unit: '/s', runs: [RATE] },
          target: atLeast(95, '≥ 95 %'),
          note,
        },
        {
          key: 'pull_peak',
          what: 'stock pull: most requests in any rolling second',
          unit: '/s',
          runs: [peak(times)],
          baseline: { what: `the limit; ${refused} refusals`, unit: '/s', runs: [RATE] },
          target: { text: `≤ ${RATE}, none refused`, isMet: (most) => most <= RATE && refused === 0 },
        },
        {
          key: 'pull_cpu',
          what: 'stock pull: CPU of the worker process (of one core)',
          unit: '%',
          runs: busy,
          baseline: { what: 'the same worker, idle', unit: '%', runs: idle },
          target: under(10, '< 10 %'),
          note,
        },
      ],
    };
  },
};
