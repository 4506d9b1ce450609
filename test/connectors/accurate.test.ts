import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, test } from 'node:test';
import { createAccurateClient, salesRows, stockRows } from '../../src/connectors/accurate/client.ts';
import { signTimestamp } from '../../src/connectors/accurate/sign.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { clientOf, failure, sandboxOf, slots, week } from './accurate-support.ts';

let sandbox: Sandbox;
before(async () => {
  sandbox = await sandboxOf();
});
afterEach(() => {
  sandbox.control.clearFaults();
  sandbox.control.setClockOffset(0);
  sandbox.accessLog.clear();
});
after(() => sandbox.stop());

test("the vendor's own vector is signed as printed", () => {
  assert.equal(signTimestamp('31d49b3dc632614495ff8071e5be44a1', '02/11/2023 09:01:01'), '8NxvylwwMcjGyzVXK0qbwNvFFuzHpwE9tECllVwLkbo=');
});

test('the host is asked for once, and either name of the database key is understood', async () => {
  const client = clientOf(sandbox);
  await Promise.all([client.resolveHost(), client.listItems(1), client.listItems(2)]);
  assert.equal(sandbox.accessLog.count({ path: 'api-token.do' }), 1);
  const translated = await serve((_url, host) =>
    JSON.stringify({ s: true, d: { 'data usaha': { id: 5, alias: 'PT', host: `${host}/zeus` } } }),
  );
  const other = createAccurateClient({ accountUrl: translated.url, token: 'aat.a.b.c', secret: 'x', take: slots(500) });
  assert.equal((await other.resolveHost()).id, 5);
  translated.close();
});

test('whole listings are complete, sorted and free of doubles', async () => {
  const client = clientOf(sandbox);
  const items = await client.allItems();
  assert.equal(items.rows.length, items.rowCount);
  assert.ok(items.rowCount > 300 && items.requests === Math.ceil(items.rowCount / 100));
  const invoices = await client.allInvoices(week);
  const truth = sandbox.control.documents('DDD', 'invoice', week.from, week.to);
  assert.deepEqual(
    invoices.rows.map((row) => row.number),
    truth.map((doc) => doc.number),
  );
  assert.ok((await client.allWarehouses()).rows.some((row) => row.scrapWarehouse));
  assert.equal((await clientOf(sandbox, 'LJBB').allInvoices(week)).rowCount, 0);
});

test('stock rows leave out transit, scrap and zero, and keep a suspended warehouse that holds pairs', () => {
  const place = (name: string, balance: string, more = {}) => ({
    warehouseName: name,
    balance,
    scrapWarehouse: false,
    suspended: false,
    ...more,
  });
  const rows = stockRows({
    id: '7',
    no: 'A-1',
    name: 'A',
    itemType: 'INVENTORY',
    unitPrice: '125000.000000',
    cost: '0.100000',
    detailWarehouseData: [
      place('Toko', '12.500000'),
      place('Kosong', '0.000000'),
      place('Transit (AOL System)', '9.000000'),
      place('Rusak', '5.000000', { scrapWarehouse: true }),
      place('Lama', '-3.000000', { suspended: true }),
    ],
  });
  assert.deepEqual(
    rows.map((row) => [row.nama_gudang, row.kuantitas, row.vendor_price]),
    [
      ['Toko', '12.5', '0.1'],
      ['Lama', '-3', '0.1'],
    ],
  );
  assert.throws(() => stockRows({ id: '7', no: 'A-1', itemType: 'INVENTORY' }), /detailWarehouseData/);
  assert.throws(() => stockRows({ id: '7', no: 'A', itemType: 'INVENTORY', detailWarehouseData: [place('T', '1e3')] }), /balance/);
});

test('sales rows: base units, negative returns, UMUM, digits beyond a float, tax that adds up', () => {
  const line = (no: string, quantity: string, unitRatio: string, totalPrice: string) => ({
    item: { no },
    quantity,
    unitRatio,
    unitPrice: '1.000000',
    totalPrice,
  });
  const detail = {
    id: '88123',
    number: 'SI.1',
    transDate: '01/11/2026',
    customer: null,
    branchName: 'Pusat',
    optLock: '2',
    tax1Amount: '10.000000',
    dppAmount: '90.000000',
    detailItem: [
      line('A', '2.000000', '12.000000', '33.333333'),
      line('A', '1.000000', '1.000000', '66.666667'),
      line('B', '90071992547409.930001', '1', '0.000000'),
    ],
  };
  const rows = salesRows(detail, 'return');
  assert.deepEqual(
    rows.map((row) => row.kuantitas),
    ['-24', '-1', '-90071992547409.930001'],
  );
  assert.deepEqual(
    rows.map((row) => row.total_harga),
    ['-33.333333', '-66.666667', '0'],
  );
  assert.equal(rows[0]?.nama_pelanggan, 'UMUM');
  assert.equal(rows[0]?.tanggal, '2026-11-01');
  assert.equal(
    rows.reduce((sum, row) => sum + Math.round(Number(row.tax_amount) * 1e6), 0),
    -10_000_000,
  );
  assert.equal(
    rows.reduce((sum, row) => sum + Math.round(Number(row.dpp_amount) * 1e6), 0),
    -90_000_000,
  );
  assert.equal(salesRows(detail, 'invoice')[0]?.kuantitas, '24');
});

test('a database that moved is followed with the same rights, and the new host is kept', async () => {
  const client = clientOf(sandbox);
  const before = (await client.resolveHost()).host;
  sandbox.control.fault({ kind: 'moved', path: 'item/list.do' });
  assert.ok((await client.listItems(1)).rowCount > 0);
  assert.notEqual((await client.resolveHost()).host, before);
  await client.listItems(2);
  assert.equal(sandbox.accessLog.count({ status: 308 }), 1);
});

test('a redirect to a foreign host is refused and that host hears nothing', async () => {
  const heard: string[] = [];
  const foreign = await serve((url) => {
    heard.push(url);
    return '{}';
  });
  const client = clientOf(sandbox);
  await client.resolveHost();
  for (const to of [
    foreign.url,
    'https://accurate.id.intruder.example',
    'https://zeus.accurate.id@intruder.example',
    'http://zeus.accurate.id',
  ]) {
    sandbox.control.fault({ kind: 'foreign', path: 'item/list.do', to });
    const error = await failure(client.listItems(1));
    assert.deepEqual([error.kind, error.reason], ['Permanent', 'foreign_host'], to);
  }
  assert.deepEqual(heard, []);
  foreign.close();
});

test('a foreign host named by the account host gets no token either', async () => {
  const account = await serve(() => JSON.stringify({ s: true, d: { database: { id: 1, host: 'https://intruder.example' } } }));
  const client = createAccurateClient({ accountUrl: account.url, token: 'aat.a.b.c', secret: 'x', take: slots(500) });
  assert.equal((await failure(client.listItems(1))).reason, 'foreign_host');
  account.close();
});

test("wrong token, revoked token, wrong secret, somebody else's secret: each says which and what to do", async () => {
  const cases = [
    [{ token: 'not-a-token' }, 'wrong_token', /ACCURATE_API_TOKEN/],
    [{ token: 'aat.x.y.z' }, 'revoked', /new one/],
    [{ secret: 'wrong' }, 'wrong_secret', /ACCURATE_SIGNATURE_SECRET/],
    [{ secret: sandbox.secrets.MBB }, 'wrong_secret', /Mandor Sandbox DDD/],
  ] as const;
  for (const [settings, reason, words] of cases) {
    const error = await failure(clientOf(sandbox, 'DDD', settings).resolveHost());
    assert.deepEqual([error.kind, error.reason], ['AuthExpired', reason]);
    assert.match(error.message, words);
  }
  assert.equal(sandbox.accessLog.count({ status: 401 }), cases.length, 'a refused credential is not hammered');
});

test('a token with a line break is told before anything leaves, and is not printed', async () => {
  assert.throws(
    () => clientOf(sandbox, 'DDD', { token: 'aat.hush\n' }),
    (error: Error) => /line breaks/.test(error.message) && !/hush/.test(error.message),
  );
});

test('a clock 20 minutes off is told in minutes, in either direction', async () => {
  const late = clientOf(sandbox, 'DDD', { now: () => new Date(Date.now() - 20 * 60_000) });
  const behind = await failure(late.resolveHost());
  assert.deepEqual([behind.kind, behind.reason], ['AuthExpired', 'clock']);
  assert.match(behind.message, /20 minutes behind/);
  sandbox.control.setClockOffset(-20 * 60_000);
  assert.match((await failure(clientOf(sandbox).resolveHost())).message, /20 minutes ahead/);
});

test('a token revoked in the middle of a pull, and XML instead of JSON, end as AuthExpired', async () => {
  const client = clientOf(sandbox, 'UBB');
  const [head] = (await client.listItems(1)).rows;
  sandbox.control.revokeToken('UBB');
  assert.equal((await failure(client.itemDetail(head?.id as number))).reason, 'revoked');
  sandbox.control.revokeToken('UBB', false);
  sandbox.control.fault({ kind: 'xml_401', path: 'item/detail.do' });
  assert.equal((await failure(client.itemDetail(head?.id as number))).kind, 'AuthExpired');
});

test('no error and no log entry holds a token or a secret', async () => {
  const client = clientOf(sandbox, 'DDD', { requestBudgetMs: 300 });
  await client.resolveHost();
  const texts: string[] = [];
  for (const kind of ['http', 'drop', 'hang', 'wrong_json', 'xml_401', 'foreign', 'refuse'] as const) {
    sandbox.control.fault({ kind, path: 'item/list.do', times: 100 });
    const error = await failure(client.listItems(1));
    texts.push(JSON.stringify(error), error.message, String((error as Error).stack));
    sandbox.control.clearFaults();
  }
  texts.push(JSON.stringify(sandbox.accessLog.entries));
  for (const secret of [sandbox.tokens.DDD, sandbox.secrets.DDD]) assert.ok(!texts.join('\n').includes(secret));
});

async function serve(answer: (url: string, host: string) => string) {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(answer(request.url ?? '', `http://${request.headers.host}`));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
