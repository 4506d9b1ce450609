// Pulls of marketplace orders: from the server that speaks as the vendor does into the tables.
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { createGineeClient, type GineeClient } from '../../../src/connectors/ginee/client.ts';
import { judge } from '../../../src/connectors/ginee/errors.ts';
import { runOrders } from '../../../src/db/ginee.ts';
import { type OnlineOrder, onlineOrders, onlineShops, startSandbox } from '../../../src/sandbox/index.ts';
import { testDatabase } from '../../support/harness.ts';
import { newWorker } from '../ops/support/race.ts';

const db = await testDatabase();
const sandbox = await startSandbox({ seed: 5, endDate: '2026-02-08', invoicesPerDay: 40 });
const box = sandbox.ginee;
after(() => sandbox.stop());
const pool = db.pool('mandor_worker');
await db.setClock('2026-02-09T01:00:00+07:00');
const worker = await newWorker(db);
await db.sql(`update ops.job_definitions set is_enabled = true where key like 'channel.%'`);
beforeEach(() => box.clear());

const client = (requestBudgetMs = 5_000): GineeClient =>
  createGineeClient({
    apiUrl: box.url,
    accessKey: box.accessKey,
    secretKey: box.secretKey,
    country: 'ID',
    take: async (n) => Array.from({ length: n }, () => new Date()),
    requestBudgetMs,
  });
async function start(key = 'channel.ginee_hourly'): Promise<{ id: string; token: string }> {
  const [{ id }] = await db.sql(`select ops.occurrence_open($1, util.local_date(util.now())) as id`, key);
  const [run] = await db.sql('select s.run_token from ops.occurrence_start($1, $2) s', id, worker);
  return { id, token: run.run_token };
}
const pull = async (key?: string, source = client(), signal = new AbortController().signal): Promise<string> =>
  runOrders(pool, (await start(key)).token, () => source, judge, signal);
const cursor = async (shop: string) => (await db.sql('select c.* from raw.sync_cursors c where c.shop_id = $1', shop))[0];
const order = (id: string, status: string, at: string, more: Partial<OnlineOrder> = {}): OnlineOrder => ({
  orderId: id,
  shopId: 'SH6F01',
  channel: 'SHOPEE_ID',
  items: [{ sku: 'K1', name: 'Sandal 39', quantity: 1 }],
  total: 100,
  isCod: false,
  life: [{ at: Date.parse(at), status }],
  ...more,
});
const stored = async (id: string) => (await db.sql('select o.* from raw.ginee_orders o where o.order_id = $1', id))[0];

/** What the company's orders look like on an evening, worked out from their lives alone. */
function expected(lastDay: string, now: number): string[] {
  const rows: string[] = [];
  for (let at = Date.parse('2026-01-01T00:00:00Z'); at <= Date.parse(`${lastDay}T00:00:00Z`); at += 86_400_000) {
    for (const one of onlineOrders(sandbox.company!, new Date(at).toISOString().slice(0, 10))) {
      const last = one.life.filter((step) => step.at <= now).at(-1);
      const since = Date.parse('2026-01-09T18:00:00Z'); // 30 days before the first run
      if (last !== undefined && last.at >= since)
        rows.push(`${one.orderId} ${last.status} ${one.total} ${one.items.reduce((sum, item) => sum + item.quantity, 0)}`);
    }
  }
  return rows.sort();
}
const found = async (): Promise<string[]> =>
  (
    await db.sql<{ row: string }>(
      `select concat_ws(' ', o.order_id, o.order_status, o.total_amount, (select sum(l.quantity) from raw.ginee_order_lines l where l.order_id = o.order_id)) as row
         from raw.ginee_orders o where o.order_id ~ '^SO[1-4]'`,
    )
  )
    .map((one) => one.row)
    .sort();

test('the first run reads the last 30 days of every shop, in windows of at most 15; a second changes nothing', async () => {
  assert.equal(await pull(), 'done');
  const wanted = expected('2026-02-08', Date.parse('2026-02-08T17:00:00Z'));
  assert.ok(wanted.length > 40 && wanted.some((row) => row.includes('CANCELLED')), `${wanted.length} orders`);
  assert.deepEqual(await found(), wanted);
  const spans = box.requests
    .filter((one) => one.path.includes('list-order'))
    .map((one) => Date.parse(one.body.lastUpdateTo as string) - Date.parse(one.body.lastUpdateSince as string));
  assert.ok(spans.every((span) => span <= 15 * 86_400_000) && spans.length >= 2 * onlineShops.length);
  assert.equal((await cursor('SH6F04')).completed_to.toISOString(), '2026-02-08T18:00:00.000Z');

  const digest = async () =>
    (
      await db.sql(
        `select md5(string_agg(o.xmin || o::text, '' order by o.order_id)) as m, (select md5(string_agg(l.xmin || l::text, '' order by l.order_id, l.line_no)) from raw.ginee_order_lines l) as l from raw.ginee_orders o`,
      )
    )[0];
  const before = await digest();
  assert.equal(await pull('channel.ginee_daily'), 'done');
  assert.deepEqual(await digest(), before, 'no row was written again');
});

test('orders move on; returned and cancelled ones stay', async () => {
  sandbox.control.setDate('2026-02-10');
  await db.setClock('2026-02-11T01:00:00+07:00');
  box.put(order('SOR1', 'DELIVERED', '2026-02-10T10:00:00Z'));
  assert.equal(await pull(), 'done');
  assert.deepEqual(await found(), expected('2026-02-10', Date.parse('2026-02-10T17:00:00Z')));
  box.put(order('SOR1', 'RETURNED', '2026-02-10T16:59:00Z', { total: 90 }));
  assert.equal(await pull('channel.ginee_daily'), 'done');
  assert.deepEqual([(await stored('SOR1')).order_status, (await stored('SOR1')).total_amount], ['RETURNED', '90']);
});

test('an older state never replaces a newer one; the newest of a page wins; lines follow their order', async () => {
  const { token } = await start();
  await db.sql(`select raw.ginee_begin($1, '[{"shop_id": "SH6F01", "name": "a", "channel": "SHOPEE_ID"}]')`, token);
  const page = async (...orders: object[]) =>
    (
      await db.sql(
        `select raw.ginee_page($1, 'SH6F01', '2026-02-10T00:00:00Z', '2026-02-11T00:00:00Z', '["c"]', $2) as o`,
        token,
        JSON.stringify(orders),
      )
    )[0].o;
  const row = (status: string, at: string, items: object[]) => ({
    order_id: 'SOT1',
    shop_id: 'SH6F01',
    channel: 'SHOPEE_ID',
    order_status: status,
    total_amount: '5',
    ordered_at: '2026-02-10T00:00:00Z',
    last_update_at: at,
    items,
  });
  const two = [
    { sku: 'A', quantity: '1' },
    { sku: 'B', quantity: '2' },
  ];
  assert.equal(
    await page(row('PAID', '2026-02-10T02:00:00Z', [{ sku: 'A', quantity: '9' }]), row('SHIPPING', '2026-02-10T03:00:00Z', two)),
    'ok',
  );
  assert.equal(await page(row('READY_TO_SHIP', '2026-02-10T02:30:00Z', [])), 'ok');
  assert.equal((await stored('SOT1')).order_status, 'SHIPPING');
  const lines = await db.sql(`select l.line_no, l.sku, l.quantity::text from raw.ginee_order_lines l where l.order_id = 'SOT1' order by 1`);
  assert.deepEqual(lines, [
    { line_no: 1, sku: 'A', quantity: '1' },
    { line_no: 2, sku: 'B', quantity: '2' },
  ]);
  assert.deepEqual([(await cursor('SH6F01')).cursor, (await cursor('SH6F01')).orders_in_window], [['c'], 3]);
  assert.equal((await cursor('SH6F02')).is_listed, false, 'a shop that is not listed any more is not read');
  await db.sql('select ops.occurrence_finish($1)', token);
  assert.equal(await page(row('CANCELLED', '2026-02-10T09:00:00Z', [])), 'not_mine', 'a run that was declared dead changes nothing');
  assert.equal((await stored('SOT1')).order_status, 'SHIPPING');
});

const CRASH_AT = 'SOC00120';
test('a run that dies in mid-window has moved nothing on; its window comes again, and each order counts once', async () => {
  for (let i = 0; i < 250; i++)
    box.put(order(`SOC${String(i).padStart(5, '0')}`, 'PAID', new Date(Date.parse('2026-02-10T12:00:00Z') + i * 1000).toISOString()));
  await db.setClock('2026-02-11T01:30:00+07:00');
  await db.sql(`update raw.sync_cursors set completed_to = '2026-02-10T10:00:00Z'`);
  const killed = new AbortController();
  const source = client();
  const dying: GineeClient = {
    shops: () => source.shops(),
    async *pages(shop, window) {
      for await (const page of source.pages(shop, window)) {
        if (page.orders.some((one) => one.order_id === CRASH_AT)) killed.abort(new Error('killed'));
        yield page;
      }
    },
  };
  const first = await start();
  await assert.rejects(
    runOrders(pool, first.token, () => dying, judge, killed.signal),
    /killed/,
  );
  const held = await cursor('SH6F01');
  assert.deepEqual([held.completed_to.toISOString(), held.orders_in_window], ['2026-02-10T10:00:00.000Z', 100]);
  assert.ok(Array.isArray(held.cursor));
  // The worker gives the run back; another takes it.
  await db.sql(`select ops.occurrence_fail($1, '{"code": "stopped", "message": "stopped"}', false)`, first.token);
  const [again] = await db.sql('select s.run_token from ops.occurrence_start($1, $2) s', first.id, worker);
  assert.equal(await runOrders(pool, again.run_token, () => client(), judge, new AbortController().signal), 'done');
  const [{ n, lines }] = await db.sql(
    `select count(*)::int as n, (select count(*)::int from raw.ginee_order_lines l where l.order_id like 'SOC%') as lines from raw.ginee_orders o where o.order_id like 'SOC%'`,
  );
  assert.deepEqual([n, lines], [250, 250]);
  const whole = await cursor('SH6F01');
  assert.deepEqual([whole.completed_to.toISOString(), whole.cursor, whole.window_from], ['2026-02-10T18:30:00.000Z', null, null]);
});

test('half of the last page is lost to the hourly run and found by the daily one', async () => {
  await db.sql(`update raw.sync_cursors set completed_to = '2026-02-10T10:00:00Z'`);
  for (let i = 0; i < 20; i++) box.put(order(`SOH${i}`, 'PAID', new Date(Date.parse('2026-02-10T13:00:00Z') + i * 1000).toISOString()));
  const count = async () => (await db.sql(`select count(*)::int as n from raw.ginee_orders o where o.order_id like 'SOH%'`))[0].n;
  box.fail('half_page', { path: 'list-order' });
  assert.equal(await pull(), 'done');
  assert.ok((await count()) < 20, 'the last page has no sign of being half');
  assert.equal(await pull('channel.ginee_daily'), 'done');
  assert.equal(await count(), 20);
});

test('a clock that runs ahead of the vendor’s loses no order of the minutes between', async () => {
  // Our clock: two hours after the vendor's, which is the real one here.
  const real = Date.now();
  await db.setClock(new Date(real + 2 * 3_600_000).toISOString());
  await db.sql(`update raw.sync_cursors set completed_to = $1`, new Date(real - 3_600_000).toISOString());
  assert.equal(await pull(), 'done');
  const { completed_to } = await cursor('SH6F01');
  assert.ok(Math.abs(completed_to.getTime() - real) < 120_000, 'complete up to the vendor’s clock, not to ours');
  await db.setClock('2026-02-11T02:00:00+07:00');
  await db.sql(`update raw.sync_cursors set completed_to = '2026-02-10T17:00:00Z'`);
});

test('the vendor asks for time: the run is put off by it; wrong keys end the run and say what to do', async () => {
  box.fail('rate', { times: 1000, retryAfter: 300 });
  const waiting = await start();
  assert.equal(await runOrders(pool, waiting.token, () => client(300), judge, new AbortController().signal), 'deferred');
  const [put] = await db.sql(
    `select o.status, o.deferred_until >= util.now() + interval '300 seconds' as later from ops.occurrences o where o.id = $1`,
    waiting.id,
  );
  assert.deepEqual(put, { status: 'expected', later: true });
  box.clear();
  box.changeSecret('another');
  const refused = await start('channel.ginee_daily');
  assert.equal(await runOrders(pool, refused.token, () => client(), judge, new AbortController().signal), 'failed');
  const [{ error }] = await db.sql('select o.error from ops.occurrences o where o.id = $1', refused.id);
  assert.equal(error.code, 'ginee.wrong_secret');
  assert.match(error.message, /GINEE_SECRET_KEY/);
});

test('two runs over the same window at once: no deadlock, the same rows', async () => {
  await db.sql(`update ops.job_definitions set concurrency_group = null where key like 'channel.%'`);
  for (let i = 0; i < 300; i++) box.put(order(`SOP${i}`, 'PAID', new Date(Date.parse('2026-02-10T14:00:00Z') + i * 1000).toISOString()));
  await db.sql(`update raw.sync_cursors set completed_to = '2026-02-10T10:00:00Z'`);
  const runs = [await start('channel.ginee_daily'), await start('channel.ginee_daily')];
  const outcomes = await Promise.all(runs.map((run) => runOrders(pool, run.token, () => client(), judge, new AbortController().signal)));
  assert.deepEqual(outcomes, ['done', 'done']);
  const [{ n, lines }] = await db.sql(
    `select count(*)::int as n, (select count(*)::int from raw.ginee_order_lines l where l.order_id like 'SOP%') as lines from raw.ginee_orders o where o.order_id like 'SOP%'`,
  );
  assert.deepEqual([n, lines], [300, 300]);
});
