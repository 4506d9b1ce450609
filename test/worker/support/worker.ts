// A worker inside the test's process, ended with the test.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { after } from 'node:test';

import { setTimeout as sleep } from 'node:timers/promises';
import { loadConfig } from '../../../src/config.ts';
import { silentLog } from '../../../src/log.ts';
import { runWorker, type Worker, type WorkerOptions } from '../../../src/worker/run.ts';
import type { Connectors } from '../../../tasks/define.ts';
import { noConnectors } from './no-connectors.ts';

export { noConnectors } from './no-connectors.ts';

import { ROOT, type TestDatabase } from '../../support/harness.ts';

export const TEST_TASKS = join(ROOT, 'test/worker/tasks');

export function startWorker(db: TestDatabase, more: Partial<WorkerOptions> & { connectors?: Connectors } = {}): Promise<Worker> {
  const { connectors = noConnectors, ...options } = more;
  return runWorker({
    url: db.url,
    taskDirectory: join(ROOT, 'tasks'),
    services: { config: loadConfig({}), connectors },
    logger: silentLog,
    concurrency: 2,
    ...options,
  });
}

/** Polls until `probe` answers something truthy; fails after the deadline with what was seen last. */
export async function until<T>(what: string, probe: () => Promise<T>, deadline = 30_000): Promise<NonNullable<T>> {
  const end = Date.now() + deadline;
  for (;;) {
    const seen = await probe();
    if (seen) return seen as NonNullable<T>;
    if (Date.now() > end) throw new Error(`waited ${deadline} ms in vain: ${what}`);
    await sleep(25);
  }
}

const children: ChildProcess[] = [];
after(() => {
  for (const child of children) child.kill('SIGKILL');
});

/** A worker in a process of its own, for what can only be done to a process. Resolves when it takes jobs. */
export async function startChild(db: TestDatabase): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'child.ts'), db.url, TEST_TASKS], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once('data', () => resolve());
    child.once('exit', (code) => reject(new Error(`the worker process ended with ${code} before it was ready`)));
  });
  return child;
}
