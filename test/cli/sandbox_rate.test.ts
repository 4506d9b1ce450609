// `mandor sandbox --rate`: what the sandbox bears is too much for the vendor, so the rate rows go back with it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { restoreAccurateRate, setAccurateRate } from '../../src/db/rate.ts';
import { ROOT, testDatabase } from '../support/harness.ts';
import { until } from '../worker/support/worker.ts';

const db = await testDatabase();
const gaps = async (): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await db.sql(`select key, extract(epoch from min_gap) * 1000 as ms from ops.rate_keys where key like 'accurate:%'`)).map((r) => [
      r.key.slice(9),
      Number(r.ms),
    ]),
  );
const SHIPPED = { DDD: 130, LJBB: 130, MBB: 130, UBB: 130 };
const doctor = async () => (await db.sql(`select * from ops.doctor(clock_timestamp()) where line = 'rates'`))[0];

test("the rate is the sandbox's while it runs, and what it was when it ends; doctor names rows that differ", async () => {
  await db.sql(`update ops.rate_keys set min_gap = '200 milliseconds' where key = 'accurate:UBB'`);
  const child = spawn(process.execPath, [join(ROOT, 'src/cli/main.ts'), 'sandbox', '--rate', '104', '--json'], {
    env: { ...process.env, DATABASE_URL: db.url },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  after(() => child.kill('SIGKILL'));
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const exited = once(child, 'exit');
  await until('the rate to be set', async () => ((await gaps()).DDD === 10 ? true : undefined), 30_000);
  assert.deepEqual(await gaps(), { DDD: 10, LJBB: 10, MBB: 10, UBB: 10 });
  const said = await doctor();
  assert.deepEqual([said.state, said.next_step], ['ok', null], 'a test meets only the sandbox');
  assert.match(said.says, /accurate:DDD 10\.0 ms instead of 130\.0 ms/);
  await db.admin.query(`update util.instance set kind = 'production'`);
  const wrong = await doctor();
  await db.admin.query(`update util.instance set kind = 'test'`);
  assert.equal(wrong.state, 'wrong');
  assert.match(wrong.next_step, /set min_gap = default_min_gap/);

  await until('the sandbox to wait for its end', async () => (errors.includes('Ctrl-C stops it') ? true : undefined), 30_000);
  // A person's change while it runs stays.
  await db.sql(`update ops.rate_keys set min_gap = '500 milliseconds' where key = 'accurate:MBB'`);
  child.kill('SIGINT');
  assert.deepEqual(await exited, [0, null], errors);
  assert.deepEqual(await gaps(), { ...SHIPPED, UBB: 200, MBB: 500 });
  await db.sql('update ops.rate_keys set min_gap = default_min_gap');
  assert.deepEqual(await gaps(), SHIPPED);
  assert.deepEqual(await doctor(), { line: 'rates', state: 'ok', says: 'as shipped', next_step: null });
});

test('rates that come out in fractions of a microsecond go back too', async () => {
  for (const rate of [7, 8, 13, 2000]) {
    const before = await setAccurateRate(db.deployPool, rate);
    await restoreAccurateRate(db.deployPool, rate, before);
    assert.deepEqual(await gaps(), SHIPPED, `${rate}`);
  }
});
