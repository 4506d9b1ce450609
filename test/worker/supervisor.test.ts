import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { raiseAlert } from '../../src/db/alert.ts';
import { silentLog } from '../../src/log.ts';
import { GivenUp, supervise } from '../../src/worker/supervisor.ts';
import { testDatabase } from '../support/harness.ts';
import { until } from './support/worker.ts';

const dir = mkdtempSync(join(tmpdir(), 'mandor-supervisor-'));
after(() => rmSync(dir, { recursive: true, force: true }));
const starts = join(dir, 'starts');
const count = async (): Promise<number> => readFileSync(starts, 'utf8').length;

/** A program that leaves a mark at each start and then does as told. */
function program(body: string): readonly string[] {
  writeFileSync(starts, '');
  return ['-e', `const fs = require('node:fs'); fs.appendFileSync(${JSON.stringify(starts)}, 'x'); ${body}`];
}
const start = (body: string, more: Partial<Parameters<typeof supervise>[0]> = {}) =>
  supervise({ command: process.execPath, args: program(body), log: silentLog, firstWaitMs: 10, ...more });

test('a child that is killed is started again; stop passes SIGTERM on and waits', async () => {
  const ended = join(dir, 'ended');
  const worker = start(
    `process.on('SIGTERM', () => { fs.writeFileSync(${JSON.stringify(ended)}, 'well'); process.exit(0); }); setInterval(() => {}, 1000)`,
  );
  for (let n = 1; n <= 3; n++) {
    await until(`start ${n}`, async () => (await count()) === n && worker.pid() !== undefined);
    if (n < 3) process.kill(worker.pid() as number, 'SIGKILL');
  }
  await new Promise((done) => setTimeout(done, 100)); // its handler must be there before the signal
  await worker.stop();
  assert.equal(readFileSync(ended, 'utf8'), 'well');
  assert.equal(await count(), 3);
  await worker.promise;
});

test('five ends in ten minutes: not started again, and somebody is told once', async () => {
  const told: string[] = [];
  const began = performance.now();
  const worker = start('process.exit(3)', { onGivenUp: async (last) => void told.push(last) });
  await assert.rejects(
    worker.promise,
    (error: Error) => error instanceof GivenUp && /5 times within 10 minutes \(last: code 3\)/.test(error.message),
  );
  assert.equal(await count(), 5);
  assert.deepEqual(told, ['code 3']);
  // 10, 20, 40, 80 ms between them.
  assert.ok(performance.now() - began >= 150);
});

test('a child that asks for a new start after a deployment gets it at once, as often as it asks', async () => {
  const worker = start(`process.exit(fs.readFileSync(${JSON.stringify(starts)}, 'utf8').length < 9 ? 75 : 1)`, { limit: 2 });
  await assert.rejects(worker.promise, GivenUp);
  assert.equal(await count(), 10, 'nine that asked, and the limit of two real ends');
});

test('ends that lie far apart do not add up', async () => {
  const worker = start(`process.exit(fs.readFileSync(${JSON.stringify(starts)}, 'utf8').length < 8 ? 1 : 75)`, { limit: 2, windowMs: 1 });
  await until('many starts', async () => (await count()) > 8);
  await worker.stop();
});

test('a program that cannot be started is given up with an alert in the database', async () => {
  const db = await testDatabase();
  const alert = {
    severity: 'critical',
    department: 'OPS',
    category: 'worker',
    title: 'Worker berhenti',
    body: 'x',
    dedupeKey: 'worker_given_up',
  } as const;
  const worker = supervise({
    command: join(dir, 'nothing'),
    args: [],
    log: silentLog,
    firstWaitMs: 1,
    limit: 2,
    onGivenUp: () => raiseAlert(db.url, alert),
  });
  await assert.rejects(worker.promise, GivenUp);
  const [row] = await db.sql(`select severity, title from ops.alerts where dedupe_key = 'worker_given_up'`);
  assert.deepEqual(row, { severity: 'critical', title: 'Worker berhenti' });
});
