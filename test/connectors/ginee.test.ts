// The marketplaces' connector against a server that speaks as the vendor does: over HTTP, with what goes wrong there.
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { createGineeClient, type Order } from '../../src/connectors/ginee/client.ts';
import { judge } from '../../src/connectors/ginee/errors.ts';
import { signPath } from '../../src/connectors/ginee/sign.ts';
import type { GineeSettings } from '../../src/connectors/ginee/types.ts';
import { type OnlineOrder, startSandbox } from '../../src/sandbox/index.ts';

const sandbox = await startSandbox({ seed: 5, endDate: '2026-02-08', invoicesPerDay: 1 });
const box = sandbox.ginee;
after(() => sandbox.stop());
beforeEach(() => box.clear());

const settings = (more: Partial<GineeSettings> = {}): GineeSettings => ({
  apiUrl: box.url,
  accessKey: box.accessKey,
  secretKey: box.secretKey,
  country: 'ID',
  take: async (n) => Array.from({ length: n }, () => new Date()),
  requestBudgetMs: 8_000,
  ...more,
});
const client = (more: Partial<GineeSettings> = {}) => createGineeClient(settings(more));
const SHOP = 'SH6F01';
const DAY = { from: new Date('2026-02-07T17:00:00Z'), to: new Date('2026-02-08T17:00:00Z') };
const NOON = Date.parse('2026-02-08T05:00:00Z');
const many = (n: number, shopId = SHOP): OnlineOrder[] =>
  Array.from({ length: n }, (_, i) => ({
    orderId: `SOX${String(i).padStart(5, '0')}`,
    shopId,
    channel: 'SHOPEE_ID',
    items: [{ sku: `K${i}`, name: 'Sandal 39', quantity: 2 }],
    total: 1000 + i,
    isCod: false,
    life: [{ at: NOON + i * 1000, status: 'PAID' }],
  }));
const fill = (n: number): void => {
  for (const order of many(n)) box.put(order);
};
async function read(reader = client(), window = DAY): Promise<Order[]> {
  const orders = new Map<string, Order>();
  for await (const page of reader.pages(SHOP, window)) for (const order of page.orders) orders.set(order.order_id, order);
  return [...orders.values()].filter((order) => order.order_id.startsWith('SOX'));
}
const failure = async (run: Promise<unknown>): Promise<NonNullable<ReturnType<typeof judge>>> => {
  const error = await run.then(
    () => assert.fail('it should have failed'),
    (e: unknown) => e,
  );
  return judge(error) ?? assert.fail(`not the vendor's: ${error}`);
};

test('the signature is that of the vendor sheet', () => {
  assert.equal(signPath('sk_demo', 'POST', '/openapi/order/v2/list-order'), 'NPIKH5DB+h59kW4O3EvHyhYhfWkxIcC8NkGUlgf7eU4=');
});

test('shops are listed; orders come whole, page by page, without what a buyer is called', async () => {
  fill(250);
  assert.deepEqual(
    (await client().shops()).map((shop) => [shop.shop_id, shop.channel]),
    [
      ['SH6F01', 'SHOPEE_ID'],
      ['SH6F02', 'TOKOPEDIA_ID'],
      ['SH6F03', 'LAZADA_ID'],
      ['SH6F04', 'TIKTOK_ID'],
    ],
  );
  const orders = await read();
  assert.equal(orders.length, 250);
  const { items, ...one } = orders.find((order) => order.order_id === 'SOX00007') as Order;
  assert.equal(one.total_amount, '1007');
  assert.equal(one.last_update_at, '2026-02-08T05:00:07.000Z');
  assert.deepEqual(items, [{ master_sku: 'K7', sku: 'K7', product_name: 'Sandal 39', variation_name: '39', quantity: '2' }]);
  assert.doesNotMatch(JSON.stringify(orders), /Pembeli Contoh|0800/);
  const lists = box.requests.filter((one) => one.path.includes('list-order'));
  assert.ok(lists.every((one) => one.body.size === 100 && JSON.stringify(one.body.shopIdList) === `["${SHOP}"]`));
  assert.ok(box.requests.every((one) => !('orderIds' in one.body) || (one.body.orderIds as string[]).length <= 100));
});

test('the vendor refuses what it documents: longer windows, older ones, wrong sizes', async () => {
  const said = await failure(read(client(), { from: new Date('2026-01-20T00:00:00Z'), to: DAY.to }));
  assert.ok(said.isFinal && /cannot exceed 15 days/.test(said.error.message));
  const old = { from: new Date('2025-10-01T00:00:00Z'), to: new Date('2025-10-10T00:00:00Z') };
  assert.match((await failure(read(client(), old))).error.message, /3 months/);
});

test('what passes by itself is tried again inside of the request: 5xx, drop, hang, wrong JSON, HTML, busy, 429', async () => {
  fill(30);
  for (const kind of ['http', 'drop', 'wrong_json', 'html', 'busy'] as const) {
    box.fail(kind, { path: 'order' });
    assert.equal((await read()).length, 30, kind);
  }
  box.fail('hang', { path: 'list-order' });
  assert.equal((await read(client({ requestBudgetMs: 4_000 }))).length, 30, 'hang');
  const told: Date[] = [];
  box.fail('rate', { path: 'batch-get', retryAfter: 1 });
  const before = Date.now();
  assert.equal((await read(client({ postponed: async (until) => void told.push(until) }))).length, 30, '429');
  assert.ok(Date.now() - before >= 1000 && told.length === 1, 'it waits as long as it was asked to, and tells the others');
});

test('what does not pass inside of the budget comes back as "later", with the time asked for', async () => {
  box.fail('http', { times: 100, status: 503 });
  assert.deepEqual([(await failure(read(client({ requestBudgetMs: 600 })))).isFinal], [false]);
  box.clear();
  box.fail('rate', { times: 100, retryAfter: 120 });
  const said = await failure(read(client({ requestBudgetMs: 600 })));
  assert.deepEqual([said.isFinal, said.retryAfter, said.error.code], [false, 120, 'ginee.rate_limited']);
  box.clear();
  box.fail('hang', { times: 100 });
  assert.equal((await failure(read(client({ requestBudgetMs: 400 })))).error.code, 'ginee.timeout');
  assert.equal((await failure(read(client({ apiUrl: 'http://127.0.0.1:9', requestBudgetMs: 300 })))).error.code, 'ginee.connection');
});

test('a wrong signature, wrong keys and a refusal are final, and no message holds a secret', async () => {
  const wrong = await failure(read(client({ secretKey: 'sk_wrong' })));
  assert.deepEqual([wrong.isFinal, wrong.error.code], [true, 'ginee.wrong_secret']);
  const unknown = await failure(read(client({ accessKey: 'ak_wrong' })));
  assert.deepEqual([unknown.isFinal, unknown.error.code], [true, 'ginee.unauthorized']);
  box.fail('refuse', { code: 'SOMETHING_NEW', message: '不行' });
  assert.equal((await failure(read())).isFinal, true);
  assert.doesNotMatch(
    JSON.stringify([wrong, unknown]),
    new RegExp(`sk_wrong|${box.secretKey}|${signPath('sk_wrong', 'POST', '/openapi/order/v2/list-order').slice(0, 12)}`),
  );
  assert.equal((await failure((async () => client({ apiUrl: 'http://api.ginee.example' }))())).error.code, 'ginee.bad_configuration');
});

test('a cursor that died begins its window again, twice at most', async () => {
  fill(250);
  box.fail('expired_cursor', { path: 'list-order', times: 2 }); // the first page carries no cursor: only the second is hit
  assert.equal((await read()).length, 250);
  box.clear();
  fill(250);
  box.fail('expired_cursor', { path: 'list-order', times: 100 });
  const said = await failure(read());
  assert.deepEqual([said.isFinal, said.error.code], [false, 'ginee.page_moved']);
});

test('a repeated page and half a page lose nothing and double nothing', async () => {
  fill(250);
  const list = async (kind: 'repeated_page' | 'half_page', nth: number): Promise<number> => {
    box.clear();
    fill(250);
    // Passes over the calls before it: faults hit the next call of their path.
    const reader = client();
    const ids: string[] = [];
    let page = 0;
    if (nth === 0) box.fail(kind, { path: 'list-order' });
    for await (const one of reader.pages(SHOP, DAY)) {
      ids.push(...one.orders.map((order) => order.order_id).filter((id) => id.startsWith('SOX')));
      page += 1;
      if (page === nth) box.fail(kind, { path: 'list-order' });
    }
    assert.equal(new Set(ids).size, ids.length, 'no order is handed on twice');
    return ids.length;
  };
  for (const nth of [0, 1]) assert.equal(await list('half_page', nth), 250, `half page ${nth}`);
  assert.equal(await list('repeated_page', 1), 250);
  box.clear();
  fill(30);
  box.fail('half_page', { path: 'batch-get' });
  assert.equal((await read()).length, 30, 'orders that were listed and not given are asked for again');
});

test('each page tells the vendor’s clock', async () => {
  fill(1);
  box.setClockOffset(-3_600_000);
  for await (const page of client().pages(SHOP, DAY)) {
    const behind = Date.now() - (page.serverNow as Date).getTime();
    assert.ok(behind > 3_500_000 && behind < 3_800_000, `${behind}`);
    break;
  }
});
