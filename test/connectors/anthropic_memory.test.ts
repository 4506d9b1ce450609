// What the SDK costs a worker that asks a model, and that it costs nothing to one that does not.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { startSandbox } from '../../src/sandbox/index.ts';

const sandbox = await startSandbox({ invoicesPerDay: 1 });
after(() => sandbox.stop());

/** All that a worker loads; then the first request of any kind; then a model is asked. */
const SCRIPT = `
const { createRequire } = await import('node:module');
const loaded = () => Object.keys(createRequire(process.cwd() + '/').cache).some((path) => path.includes('@anthropic-ai/sdk'));
const measure = () => {
  globalThis.gc(); globalThis.gc();
  const { rss, heapUsed } = process.memoryUsage();
  return { rss: rss / 2 ** 20, heap: heapUsed / 2 ** 20, isLoaded: loaded() };
};
const { makeModels } = await import('./src/cli/connectors.ts');
await import('./src/cli/start-worker.ts');
const { loadConfig } = await import('./src/config.ts');
const models = makeModels(loadConfig(process.env));
await fetch('data:text/plain,x').then((answer) => answer.text());
const before = measure();
await models.complete({ model: 'claude-haiku-5-5', maxTokens: 99, system: 's', user: 'u', timeoutMilliseconds: 30000 });
const after = measure();
console.log(JSON.stringify({ before, after }));
process.exit(0);
`;

test('the SDK is loaded with the first question, and takes little', async (t) => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', '--input-type=module', '-e', SCRIPT], {
    cwd: join(import.meta.dirname, '../..'),
    env: { PATH: process.env.PATH, ...sandbox.anthropic.env },
  });
  const { before, after: asked } = JSON.parse(stdout) as Record<'before' | 'after', { rss: number; heap: number; isLoaded: boolean }>;
  assert.deepEqual([before.isLoaded, asked.isLoaded], [false, true]);
  const of = (one: { rss: number; heap: number }): string => `RSS ${one.rss.toFixed(1)} MiB, heap ${one.heap.toFixed(1)} MiB`;
  t.diagnostic(`before the first question: ${of(before)}; after it: ${of(asked)}`);
  // RSS is the kernel's to decide; the heap is ours.
  assert.ok(asked.heap - before.heap < 12, `${asked.heap - before.heap} MiB of heap`);
});

test('without a key there is no connector', async () => {
  const { makeModels } = await import('../../src/cli/connectors.ts');
  const { loadConfig } = await import('../../src/config.ts');
  assert.equal(makeModels(loadConfig({})), null);
  assert.equal(makeModels(loadConfig({ ANTHROPIC_BASE_URL: sandbox.anthropic.url })), null);
  assert.ok(makeModels(loadConfig(sandbox.env)));
  assert.throws(() => loadConfig({ ANTHROPIC_API_KEY: 'k', ANTHROPIC_BASE_URL: 'api.anthropic.com' }), {
    message: /ANTHROPIC_BASE_URL: is not a valid address/,
  });
});
