import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { loadConfig, Secret } from '../../src/config.ts';
import { silentLog } from '../../src/log.ts';
import { createDeadman } from '../../src/worker/deadman.ts';
import { testDatabase } from '../support/harness.ts';
import { noConnectors, startWorker, until } from './support/worker.ts';

const calls: { method: string | undefined; url: string | undefined }[] = [];
let status = 200;
let isSilent = false;
const server = createServer((request, response) => {
  calls.push({ method: request.method, url: request.url });
  if (isSilent) return;
  response.writeHead(status).end('ok');
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
after(() => {
  server.closeAllConnections();
  server.close();
});
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ping/secret-of-ours`;
const count = (expected: number) => until(`${expected} pings`, async () => calls.length === expected);

test('a GET each minute at most, only after a tick that reached the database', async () => {
  calls.length = 0;
  const tick = createDeadman(new Secret(address), silentLog, { every: 200 });
  await tick(false);
  await tick(true);
  await tick(true);
  await count(1);
  assert.deepEqual(calls, [{ method: 'GET', url: '/ping/secret-of-ours' }]);
  await until('the next one', async () => {
    await tick(true);
    return calls.length === 2;
  });
  const idle = createDeadman(undefined, silentLog, { every: 0 });
  await idle(true);
  assert.equal(calls.length, 2, 'no address, no call');
});

test('one that is not heard, or not answered, is logged without its address and holds nothing up', async () => {
  const lines: { fields: object; text: string }[] = [];
  const log = { ...silentLog, warn: (fields: object, text: string) => lines.push({ fields, text }) } as unknown as typeof silentLog;
  status = 503;
  await createDeadman(new Secret(address), log)(true);
  await until('the warning', async () => lines.length === 1);
  status = 200;
  isSilent = true;
  const started = performance.now();
  await createDeadman(new Secret(address), log, { timeout: 300 })(true);
  assert.ok(performance.now() - started < 100, 'the dispatcher was kept waiting');
  await until('the second warning', async () => lines.length === 2);
  isSilent = false;
  await createDeadman(new Secret('http://127.0.0.1:1/secret-of-ours'), log)(true);
  await until('the third warning', async () => lines.length === 3);
  assert.ok(!JSON.stringify(lines).includes('secret-of-ours'));
});

test('a worker pings as soon as its dispatcher has ticked', async () => {
  const db = await testDatabase();
  calls.length = 0;
  const worker = await startWorker(db, { services: { config: loadConfig({ MANDOR_DEADMAN_URL: address }), connectors: noConnectors } });
  try {
    await count(1);
  } finally {
    await worker.stop();
  }
});
