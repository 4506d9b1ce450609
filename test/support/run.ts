// `npm test [-- <part of a file name> …]`: one server, one deployed template, then node's own test runner over the files.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { startCluster } from './cluster.ts';
import { makeTemplate, ROOT } from './template.ts';

// A failed test may leave a server open; the file must end all the same (--test-force-exit), or nobody learns of the failure.
const TIMEOUT_MS = 180_000;
/** Looks at what all others did, so it runs after them. */
const LAST = join('test', 'last');
/** The head of the summary that the reporter ends with, coloured or not. */
const SUMMARY = new RegExp(`^(?:${String.fromCharCode(27)}\\[\\d+m)*ℹ tests \\d+`, 'm');

function testFiles(filters: readonly string[], isLast = false): string[] {
  const all = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((f) => f.endsWith('.test.ts'))
    .map((f) => join('test', f))
    .filter((f) => f.startsWith(LAST) === isLast)
    .sort();
  if (filters.length === 0) return all;
  return all.filter((file) => filters.some((f) => file.includes(existsSync(f) ? relative(ROOT, join(process.cwd(), f)) : f)));
}

/** Node's test runner over these files. It prints as it goes, and keeps its summary for the caller to print. */
async function runFiles(files: readonly string[], env: NodeJS.ProcessEnv): Promise<{ code: number; summary: string }> {
  const args = ['--test', '--test-force-exit', '--test-concurrency=2', `--test-timeout=${TIMEOUT_MS}`, '--test-reporter=spec', ...files];
  // Through a pipe the reporter would think that nobody looks.
  const colours = process.stdout.isTTY && env.NO_COLOR === undefined ? { FORCE_COLOR: env.FORCE_COLOR ?? '1' } : {};
  const child = spawn(process.execPath, args, { cwd: ROOT, env: { ...env, ...colours }, stdio: ['inherit', 'pipe', 'inherit'] });
  const stop = (signal: NodeJS.Signals): boolean => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  let line = '';
  let summary = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (summary !== '') summary += text;
    else {
      line += text;
      const at = line.search(SUMMARY);
      const end = at === -1 ? line.lastIndexOf('\n') + 1 : at;
      process.stdout.write(line.slice(0, end));
      line = line.slice(end);
      if (at !== -1) [summary, line] = [line, ''];
    }
  });
  const code = await new Promise<number>((done) => child.once('close', (exit) => done(exit ?? 1)));
  process.stdout.write(line);
  return { code, summary };
}

async function main(): Promise<number> {
  const files = testFiles(process.argv.slice(2));
  if (files.length === 0) {
    console.error(`No test file matches ${process.argv.slice(2).join(' ')}. Give a part of its path, such as "db/deploy".`);
    return 2;
  }
  const cluster = await startCluster();
  const stop = async (): Promise<void> => cluster.stop();
  // A folder that is given is kept, for a look at it by hand.
  const ownFolder = process.env.MANDOR_TEST_REQUESTS ? undefined : mkdtempSync(join(tmpdir(), 'mandor-requests-'));
  const requests = process.env.MANDOR_TEST_REQUESTS || ownFolder;
  try {
    const template = await makeTemplate(cluster.url, `mandor_template_${process.pid}`);
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      MANDOR_TEST_REQUESTS: requests,
      MANDOR_TEST_CLUSTER: cluster.url,
      MANDOR_TEST_TEMPLATE: template,
    };
    // A test must not reach anything real, not even when the shell that starts it knows the way.
    delete env.DATABASE_URL;
    const { code, summary } = await runFiles(files, env);
    // Without all files there is no saying which calls no test makes.
    const isWhole = process.argv.length === 2;
    const last = isWhole ? await runFiles(testFiles([], true), env) : { code: 0, summary: '' };
    // What is said at the end is about all files, unless only the last one failed: nobody shall read past that.
    process.stdout.write(last.code === 0 ? summary : summary + last.summary);
    if (process.env.MANDOR_TEST_DATABASE_URL !== undefined) await cluster.drop(template);
    return code === 0 ? last.code : code;
  } finally {
    if (ownFolder !== undefined) rmSync(ownFolder, { recursive: true, force: true });
    await stop();
  }
}

process.exitCode = await main().catch((e: Error) => {
  console.error(`The tests could not start: ${e.message}`);
  return 1;
});
