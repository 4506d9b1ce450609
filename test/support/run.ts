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

const TIMEOUT_MS = 180_000;
const LAST = join('test', 'last');

function testFiles(filters: readonly string[]): string[] {
  const all = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((f) => f.endsWith('.test.ts'))
    .map((f) => join('test', f))
    .sort();
  if (filters.length === 0) return all;
  return all.filter((file) => filters.some((f) => file.includes(existsSync(f) ? relative(ROOT, join(process.cwd(), f)) : f)));
}

/** What node's reporter takes. */
interface Event {
  readonly type: string;
  readonly data: { readonly file?: string | undefined; readonly message?: string; readonly success?: boolean };
}

/** The groups of files one after the other, as one stream whose closing sums are those of all. */
async function* eventsOf(groups: readonly (readonly string[])[], stop: AbortSignal, outcome: { ok: boolean }): AsyncGenerator<Event> {
  const sums = new Map<string, number>();
  for (const files of groups) {
    const events = run({
      cwd: ROOT,
      files: files.map((file) => join(ROOT, file)),
      concurrency: 2,
      timeout: TIMEOUT_MS,
      signal: stop,
      // A failed test may leave a server open; its file must end all the same, or nobody learns of the failure.
      execArgv: ['--test-force-exit'],
    } as Parameters<typeof run>[0]) as AsyncIterable<Event>;
    for await (const event of events) {
      const { type, data } = event;
      const [, name, sum] = (type === 'test:diagnostic' && data.file === undefined && /^(\w+) ([\d.]+)$/.exec(data.message ?? '')) || [];
      if (name !== undefined) sums.set(name, (sums.get(name) ?? 0) + Number(sum));
      else if (type === 'test:summary') outcome.ok &&= data.file !== undefined || data.success === true;
      else yield event;
    }
  }
  for (const [name, sum] of sums)
    yield { type: 'test:diagnostic', data: { nesting: 0, level: 'info', message: `${name} ${sum}` } as Event['data'] };
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
    Object.assign(process.env, { MANDOR_TEST_CLUSTER: cluster.url, MANDOR_TEST_TEMPLATE: template });
    if (folder !== undefined) process.env.MANDOR_TEST_REQUESTS = folder;
    const groups = isWhole ? [files.filter((f) => !f.startsWith(LAST)), files.filter((f) => f.startsWith(LAST))] : [files];
    const outcome = { ok: true };
    await pipeline(Readable.from(eventsOf(groups, ends.signal, outcome)), new spec(), process.stdout, { end: false });
    if (process.env.MANDOR_TEST_DATABASE_URL !== undefined) await cluster.drop(template);
    return outcome.ok ? 0 : 1;
  } finally {
    await cluster.stop();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main().catch((e: Error) => {
  console.error(`The tests could not start: ${e.message}`);
  return 1;
});
