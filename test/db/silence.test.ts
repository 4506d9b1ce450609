// Connections that go silent without being closed: what is sent on them is never answered, and nobody says so.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, test } from 'node:test';
import type pg from 'pg';
import { makeConnectors } from '../../src/cli/connectors.ts';
import { loadConfig } from '../../src/config.ts';
import { watchSilence } from '../../src/db/backends.ts';
import { makePatient } from '../../src/db/patience.ts';
import { openPool, type PoolOptions } from '../../src/db/pool.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { testDatabase } from '../support/harness.ts';
import { startProxy } from '../support/proxy.ts';

const db = await testDatabase();
const address = new URL(db.url);
const network = await startProxy(Number(address.port));
address.port = String(network.port);

function pool(options: PoolOptions, role = 'mandor_worker'): pg.Pool {
  const opened = openPool(address.href, role, { statementTimeout: 500, queryTimeout: 1_000, ...options });
  after(() => void opened.end());
  return opened;
}
const pidOf = async (client: Pick<pg.Pool, 'query'>): Promise<number> => (await client.query('select pg_backend_pid() as pid')).rows[0].pid;

test('the queue never uses a connection twice that did not answer, although it is given back as if it had', async () => {
  const queue = makePatient(pool({ max: 1 }, 'mandor_queue'), new AbortController().signal);
  // As graphile-worker does it.
  const ask = async (): Promise<number> => {
    const client = await queue.connect();
    try {
      return await pidOf(client);
    } finally {
      client.release();
    }
  };
  const first = await ask();
  assert.equal(await ask(), first, 'a sound one is used again');
  network.blackhole();
  await assert.rejects(ask(), { code: '40001' });
  assert.notEqual(await ask(), first);
});

test('one that only listens is ended with the others, as soon as one of them was found silent', async () => {
  const [tasks, queue, asking] = [pool({ max: 2 }), pool({ max: 2 }, 'mandor_queue'), pool({ max: 1 })];
  const silence = watchSilence({ tasks, queue, others: [], asking }, 0);
  const listening = await queue.connect();
  await listening.query('listen something');
  const idle = await pidOf(tasks);
  const busy = await tasks.connect();
  await busy.query('begin');
  const ended = once(listening, 'error', { signal: AbortSignal.timeout(10_000) });
  silence.dropQuiet();
  await ended;
  listening.release(true);
  assert.notEqual(await pidOf(tasks), idle, 'the idle one was replaced');
  await busy.query('select 1');
  busy.release(true);
});

test('a long statement is left alone; one that the server does not work on is cut off', async () => {
  const tasks = pool({ max: 2, statementTimeout: 60_000, queryTimeout: 65_000 });
  const silence = watchSilence({ tasks, queue: pool({}, 'mandor_queue'), others: [], asking: pool({ max: 1 }) }, 50);
  const lookUntil = async (isEnough: (cut: number) => boolean): Promise<void> => {
    for (const end = performance.now() + 20_000; performance.now() < end; await new Promise((done) => setTimeout(done, 60)))
      if (isEnough(await silence.look().catch(() => 0))) return;
    throw new Error('looked in vain');
  };
  let isOver = false;
  const long = tasks.query('select pg_sleep(1)').then(() => {
    isOver = true;
  });
  await lookUntil((cut) => {
    assert.equal(cut, 0);
    return isOver;
  });
  await long;
  const client = await tasks.connect();
  await client.query('select 1');
  network.blackhole();
  const lost = assert.rejects(client.query('select 1'), /does not work on/);
  await lookUntil((cut) => cut === 1);
  await lost;
  client.release(true);
});

test('asking for times is repeated on another connection: a pull loses seconds and not its run', async () => {
  const sandbox = await startSandbox({ seed: 2, invoicesPerDay: 1, rate: 100 });
  after(() => sandbox.stop());
  await db.sql(`update ops.rate_keys set min_gap = '10 milliseconds'`);
  const client = makeConnectors(loadConfig({ ...sandbox.env }), pool({ max: 1 })).accurate('DDD');
  const [item] = (await client.listItems(1)).rows;
  assert.ok(network.blackhole() > 0);
  assert.equal((await client.itemDetail(item?.id as number)).id, String(item?.id));
});
