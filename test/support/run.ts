// `npm test [-- <part of a file name> …]`: one server, one deployed template, then node's own test runner over the files. A
// whole run records each request that a sandbox gets, and ends with test/last, which holds them against the vendors' own
// descriptions; both runs are one list of results with one sum.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { startCluster } from './cluster.ts';
import { makeTemplate, ROOT } from './template.ts';

const DEPTH = Math.max(1, Number(process.env.MANDOR_DEPTH ?? 1));
// A failed test may leave a server open; its file must end all the same, or nobody learns of the failure.
const FLAGS = ['--test-force-exit', `--test-timeout=${180_000 * DEPTH}`];
// Made for two cores. The third file fills the time in which others wait for a clock, a lock or a vendor.
const AT_ONCE = 3;
const LAST = join('test', 'last');
// The long ones first, so that none runs alone at the end. The order decides nothing else.
// biome-ignore format: one list
const LONG = [
  'e2e/control_stock_oracle', 'e2e/kills', 'e2e/outages', 'core/equals_a_rebuild', 'e2e/online_retail', 'e2e/crash_in_mid_pull', 'ops/work_item_model',
  'ops/approval_model', 'ops/approval_meetings', 'ops/work_item_mutants', 'ops/approval_mutants', 'ops/reply_mutants', 'e2e/human_kills', 'e2e/hostile', 'e2e/timelines', 'e2e/vendor_faults', 'e2e/rates', 'e2e/real_days', 'e2e/demo',
  'e2e/time_zones', 'e2e/corrections', 'e2e/sheet', 'control_stock/of_a_past_date_stays',
];

const rank = (file: string): number => {
  const place = LONG.findIndex((part) => file.includes(part));
  return place === -1 ? LONG.length : place;
};

function testFiles(filters: readonly string[]): string[] {
  const all = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((f) => f.endsWith('.test.ts'))
    .map((f) => join('test', f))
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  if (filters.length === 0) return all;
  return all.filter((file) => filters.some((f) => file.includes(existsSync(f) ? relative(ROOT, join(process.cwd(), f)) : f)));
}

/** What node's reporter takes. */
interface Event {
  readonly type: string;
  readonly data: {
    readonly file?: string | undefined;
    readonly message?: string;
    readonly success?: boolean;
    readonly duration_ms?: number;
  };
}

interface Outcome {
  ok: boolean;
  readonly took: [file: string, ms: number][];
}

/** The groups of files one after the other, as one stream whose closing sums are those of all. */
async function* eventsOf(groups: readonly (readonly string[])[], stop: AbortSignal, outcome: Outcome): AsyncGenerator<Event> {
  const sums = new Map<string, number>();
  for (const files of groups) {
    const events = run({
      cwd: ROOT,
      files: files.map((file) => join(ROOT, file)),
      concurrency: AT_ONCE,
      signal: stop,
      execArgv: FLAGS,
    } as Parameters<typeof run>[0]) as AsyncIterable<Event>;
    for await (const event of events) {
      const { type, data } = event;
      const [, name, sum] = (type === 'test:diagnostic' && data.file === undefined && /^(\w+) ([\d.]+)$/.exec(data.message ?? '')) || [];
      if (name !== undefined) sums.set(name, (sums.get(name) ?? 0) + Number(sum));
      else if (type !== 'test:summary') yield event;
      else if (data.file === undefined) outcome.ok &&= data.success === true;
      else outcome.took.push([relative(ROOT, data.file), data.duration_ms ?? 0]);
    }
  }
  const say = (message: string): Event => ({ type: 'test:diagnostic', data: { nesting: 0, level: 'info', message } as Event['data'] });
  const longest = outcome.took.sort((a, b) => b[1] - a[1]).slice(0, 12);
  if (outcome.took.length > longest.length)
    yield say(`longest: ${longest.map(([file, ms]) => `${file} ${(ms / 1000).toFixed(0)} s`).join(', ')}`);
  for (const [name, sum] of sums) yield say(`${name} ${sum}`);
}

async function main(): Promise<number> {
  const filters = process.argv.slice(2);
  const files = testFiles(filters);
  if (files.length === 0) {
    console.error(`No test file matches ${filters.join(' ')}. Give a part of its path, such as "db/deploy".`);
    return 2;
  }
  const isWhole = filters.length === 0;
  if (!isWhole)
    console.log('Part of the tests: the requests are not held against the vendors’ descriptions (test/last); a whole run does it.');
  const ends = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => ends.abort());
  const cluster = await startCluster();
  const folder = isWhole && !process.env.MANDOR_TEST_REQUESTS ? mkdtempSync(join(tmpdir(), 'mandor-requests-')) : undefined;
  try {
    const template = await makeTemplate(cluster.url, `mandor_template_${process.pid}`);
    // node gives its test processes our own environment. A test must not reach anything real, not even when the shell that
    // starts it knows the way.
    delete process.env.DATABASE_URL;
    // Each file is a process that loads the same modules: from the cache of the command line (src/cli/mandor.js) it takes half.
    process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'node-compile-cache');
    Object.assign(process.env, { MANDOR_TEST_CLUSTER: cluster.url, MANDOR_TEST_TEMPLATE: template });
    if (folder !== undefined) process.env.MANDOR_TEST_REQUESTS = folder;
    const groups = isWhole ? [files.filter((f) => !f.startsWith(LAST)), files.filter((f) => f.startsWith(LAST))] : [files];
    const outcome: Outcome = { ok: true, took: [] };
    await pipeline(Readable.from(eventsOf(groups, ends.signal, outcome)), new spec(), process.stdout, { end: false });
    if (process.env.MANDOR_TEST_DATABASE_URL !== undefined) await cluster.drop(template);
    return outcome.ok && !ends.signal.aborted ? 0 : 1;
  } finally {
    await cluster.stop();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main().catch((e: Error) => {
  console.error(`The tests could not start: ${e.message}`);
  return 1;
});
