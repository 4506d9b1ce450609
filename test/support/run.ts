// `npm test [-- <part of a file name> …]`: one server, one deployed template, then node's own test runner over the files.
import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { startCluster } from './cluster.ts';
import { makeTemplate, ROOT } from './template.ts';

// A failed test may leave a server open; the file must end all the same, or nobody learns of the failure.
const FLAGS = ['--test-force-exit', '--test-timeout=180000'];
// Made for two cores. The third file fills the time in which others wait for a clock, a lock or a vendor.
const AT_ONCE = 3;
// The long ones first, so that none runs alone at the end. The order decides nothing else.
const LONG = [
  'e2e/control_stock_oracle', 'e2e/kills', 'e2e/outages', 'core/equals_a_rebuild', 'e2e/online_retail', 'e2e/crash_in_mid_pull', 'ops/work_item_model',
  'ops/work_item_mutants', 'e2e/rates', 'e2e/real_days', 'e2e/time_zones', 'e2e/corrections', 'e2e/sheet', 'control_stock/of_a_past_date_stays',
]; // biome-ignore format: one list

function testFiles(filters: readonly string[]): string[] {
  const all = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((f) => f.endsWith('.test.ts'))
    .map((f) => join('test', f))
    .sort();
  // Looks at what all others sent (MANDOR_TEST_REQUESTS=<folder>), so it is asked for after them: npm test -- test/last.
  if (filters.length === 0) return all.filter((file) => !file.startsWith(join('test', 'last')));
  return all.filter((file) => filters.some((f) => file.includes(existsSync(f) ? relative(ROOT, join(process.cwd(), f)) : f)));
}

const rank = (file: string): number => {
  const place = LONG.findIndex((part) => file.includes(part));
  return place === -1 ? LONG.length : place;
};

/** Runs the files, each in a process of its own; prints what they say and, of many, which took longest. */
async function runFiles(files: readonly string[]): Promise<number> {
  const stopped = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.abort());
  const took: [string, number][] = [];
  let isGood = false;
  const events = run({
    files: [...files].sort((a, b) => rank(a) - rank(b)).map((file) => join(ROOT, file)),
    cwd: ROOT,
    concurrency: AT_ONCE,
    execArgv: FLAGS,
    signal: stopped.signal,
  });
  events.on('test:summary', ({ file, success, duration_ms: ms }) => {
    if (file === undefined) isGood = success;
    else took.push([relative(ROOT, file), ms]);
  });
  for await (const text of events.compose(spec as never) as unknown as AsyncIterable<string>) process.stdout.write(text);
  took.sort((a, b) => b[1] - a[1]);
  if (took.length > 12)
    console.log(
      `longest: ${took
        .slice(0, 12)
        .map(([file, ms]) => `${file} ${(ms / 1000).toFixed(0)} s`)
        .join(', ')}`,
    );
  return isGood && !stopped.signal.aborted ? 0 : 1;
}

async function main(): Promise<number> {
  const files = testFiles(process.argv.slice(2));
  if (files.length === 0) {
    console.error(`No test file matches ${process.argv.slice(2).join(' ')}. Give a part of its path, such as "db/deploy".`);
    return 2;
  }
  const cluster = await startCluster();
  const stop = async (): Promise<void> => cluster.stop();
  try {
    const template = await makeTemplate(cluster.url, `mandor_template_${process.pid}`);
    Object.assign(process.env, { MANDOR_TEST_CLUSTER: cluster.url, MANDOR_TEST_TEMPLATE: template });
    // A test must not reach anything real, not even when the shell that starts it knows the way.
    delete process.env.DATABASE_URL;
    const code = await runFiles(files);
    if (process.env.MANDOR_TEST_DATABASE_URL !== undefined) await cluster.drop(template);
    return code;
  } finally {
    await stop();
  }
}

process.exitCode = await main().catch((e: Error) => {
  console.error(`The tests could not start: ${e.message}`);
  return 1;
});
