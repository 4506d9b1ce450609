// `npm test [-- <part of a file name> …]`: one server, one deployed template, then node's own test runner over the files.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { startCluster } from './cluster.ts';
import { makeTemplate, ROOT } from './template.ts';

// A failed test may leave a server open; the file must end all the same (--test-force-exit), or nobody learns of the failure.
const TIMEOUT_MS = 180_000;

function testFiles(filters: readonly string[]): string[] {
  const all = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((f) => f.endsWith('.test.ts'))
    .map((f) => join('test', f))
    .sort();
  // Looks at what all others sent (MANDOR_TEST_REQUESTS=<folder>), so it is asked for after them: npm test -- test/last.
  if (filters.length === 0) return all.filter((file) => !file.startsWith(join('test', 'last')));
  return all.filter((file) => filters.some((f) => file.includes(existsSync(f) ? relative(ROOT, join(process.cwd(), f)) : f)));
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
    const env: NodeJS.ProcessEnv = { ...process.env, MANDOR_TEST_CLUSTER: cluster.url, MANDOR_TEST_TEMPLATE: template };
    // A test must not reach anything real, not even when the shell that starts it knows the way.
    delete env.DATABASE_URL;
    const args = ['--test', '--test-force-exit', '--test-concurrency=2', `--test-timeout=${TIMEOUT_MS}`, '--test-reporter=spec', ...files];
    const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: 'inherit' });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
    const code = await new Promise<number>((done) => child.once('exit', (exit) => done(exit ?? 1)));
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
