import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';

// Spoken to by hand, without our connector: the server must be right about the protocol even where the client is not.

let sandbox: Sandbox;
let dir: string;
let file: string;
before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'mandor-sandbox-'));
  file = join(dir, 'access.jsonl');
  sandbox = await startSandbox({ seed: 7, size: 'S', endDate: '2026-11-19', rate: 1000, accessLogFile: file });
});
after(async () => {
  await sandbox.stop();
  await rm(dir, { recursive: true });
});

type Form = 'base64' | 'hex';
const sign = (timestamp: string, form: Form = 'base64') => createHmac('sha256', sandbox.secrets.DDD).update(timestamp).digest(form);

function get(
  path: string,
  { timestamp = new Date().toISOString(), form = 'base64', ...more }: { timestamp?: string; form?: Form; signature?: string } = {},
) {
  return fetch(`${sandbox.accountUrl}/zeus/accurate/api/${path}`, {
    headers: {
      authorization: `Bearer ${sandbox.tokens.DDD}`,
      'x-api-timestamp': timestamp,
      'x-api-signature': more.signature ?? sign(timestamp, form),
    },
    redirect: 'manual',
  });
}
const json = async (path: string) =>
  (await (await get(path)).json()) as { s: boolean; d: Record<string, unknown>[]; sp: Record<string, unknown> };

test('all four forms of the timestamp and both forms of the signature are taken', async () => {
  const now = new Date();
  const wib = new Date(now.getTime() + 7 * 3_600_000).toISOString();
  const local = `${wib.slice(8, 10)}/${wib.slice(5, 7)}/${wib.slice(0, 4)} ${wib.slice(11, 19)}`;
  for (const timestamp of [local, `${now.toISOString().slice(0, 19)}Z`, String(Math.floor(now.getTime() / 1000)), String(now.getTime())]) {
    for (const form of ['base64', 'hex'] as const)
      assert.equal((await get('item/list.do', { timestamp, form })).status, 200, `${timestamp} ${form}`);
  }
});

test('what the vendor refuses is refused in its words', async () => {
  const refusal = async (response: Response) => [response.status, ((await response.json()) as { d: string[] }).d[0]];
  const old = new Date(Date.now() - 601_000).toISOString();
  assert.deepEqual(await refusal(await get('item/list.do', { timestamp: old })), [401, 'timestamp difference more than 600 seconds']);
  assert.equal((await get('item/list.do', { timestamp: new Date(Date.now() - 590_000).toISOString() })).status, 200);
  assert.deepEqual(await refusal(await get('item/list.do', { timestamp: 'yesterday' })), [401, 'Header X-Api-Timestamp is invalid']);
  assert.deepEqual(await refusal(await get('item/list.do', { signature: 'AAAA' })), [401, 'Header X-Api-Signature is invalid']);
  assert.deepEqual(await refusal(await fetch(`${sandbox.accountUrl}/api/api-token.do`, { method: 'POST' })), [401, 'Unauthorized']);
  assert.deepEqual(await refusal(await get('item/nothing.do')), [404, 'URL API tidak tepat']);
  assert.deepEqual(await refusal(await get('item/detail.do?id=1')), [200, 'Barang & Jasa tidak tepat']);
});

test('numbers are printed with six decimals and the transit row is there', async () => {
  const text = await (await get('item/detail.do?id=1001')).text();
  assert.match(text, /"balance":-?\d+\.\d{6}[,}]/);
  assert.match(text, /"unitPrice":\d+\.000000/);
  assert.match(text, /Transit \(AOL System\)/);
  assert.doesNotMatch(text, /"detailWarehouseData":\[[^\]]*"quantity":/);
});

test('lists: only ids without fields, unknown fields dropped, 20 rows by default, 100 at most, sorted on demand', async () => {
  const bare = await json('item/list.do');
  assert.deepEqual([Object.keys(bare.d[0] ?? {}), bare.d.length], [['id'], 20]);
  assert.deepEqual(Object.keys((await json('item/list.do?fields=id,no,typo')).d[0] ?? {}), ['id', 'no']);
  assert.deepEqual(Object.keys((await json('item/list.do?fields=id%2Cno')).d[0] ?? {}), []);
  const sorted = await json('item/list.do?sp.pageSize=1000&sp.sort=id|asc');
  assert.deepEqual([sorted.d.length, sorted.sp.pageSize, sorted.d[0]?.id], [100, 100, 1001]);
  const byNo = await json('item/list.do?fields=no&sp.sort=no|desc');
  assert.ok(String(byNo.d[0]?.no) > String(byNo.d[1]?.no));
});

test('date filters in every official form; a misspelt one gives the whole table', async () => {
  const count = async (filter: string) => Number((await json(`sales-invoice/list.do?${filter}`)).sp.rowCount);
  const expected = sandbox.control.documents('DDD', 'invoice', '2026-11-10', '2026-11-12').length;
  const op = 'filter.transDate.op=BETWEEN';
  assert.equal(await count(`${op}&filter.transDate.val[0]=10/11/2026&filter.transDate.val[1]=12/11/2026`), expected);
  assert.equal(await count(`${op}&filter.transDate.val%5B0%5D=10%2F11%2F2026&filter.transDate.val%5B1%5D=12%2F11%2F2026`), expected);
  assert.equal(await count(`${op}&filter.transDate.val=10/11/2026&filter.transDate.val=12/11/2026`), expected);
  const one = sandbox.control.documents('DDD', 'invoice', '2026-11-10', '2026-11-10').length;
  assert.equal(await count('filter.transDate=10/11/2026'), one);
  assert.ok((await count('filter.transDate.from=10/11/2026&filter.transDate.to=12/11/2026')) > 10_000);
});

test("the day can be moved: later documents do not exist yet, stock is that day's", async () => {
  const [doc] = sandbox.control.documents('DDD', 'invoice', '2026-11-19', '2026-11-19');
  const stock = await (await get('item/detail.do?id=1001')).text();
  sandbox.control.setDate('2026-09-01');
  assert.match(await (await get(`sales-invoice/detail.do?id=${doc?.id}`)).text(), /"s":false/);
  assert.notEqual(await (await get('item/detail.do?id=1001')).text(), stock);
  sandbox.control.setDate('2026-11-19');
  assert.match(await (await get(`sales-invoice/detail.do?id=${doc?.id}`)).text(), /"s":true/);
  assert.equal(await (await get('item/detail.do?id=1001')).text(), stock);
});

test('a change moves optLock and lastUpdate, a deletion leaves no trace, an addition is listed', async () => {
  const day = { from: '2026-11-18', to: '2026-11-18' };
  const [first, second] = sandbox.control.documents('DDD', 'invoice', day.from, day.to);
  const before = Number((await json('sales-invoice/list.do?filter.transDate=18/11/2026')).sp.rowCount);
  const changed = sandbox.control.changeInvoice('DDD', first?.number as string, (was) => ({
    lines: was.lines.slice(0, 1).map((line) => ({ ...line, quantity: '77', totalPrice: '7700' })),
  }));
  assert.equal(changed.optLock, (first?.optLock ?? 0) + 1);
  assert.match(await (await get(`sales-invoice/detail.do?id=${first?.id}`)).text(), /"quantity":77\.000000/);
  sandbox.control.deleteInvoice('DDD', second?.number as string);
  assert.match(await (await get(`sales-invoice/detail.do?id=${second?.id}`)).text(), /"s":false/);
  assert.equal(Number((await json('sales-invoice/list.do?filter.transDate=18/11/2026')).sp.rowCount), before - 1);
  const added = sandbox.control.addInvoice('DDD', { ...(first as NonNullable<typeof first>), number: 'SI.NEW' });
  assert.equal(Number((await json('sales-invoice/list.do?filter.transDate=18/11/2026')).sp.rowCount), before);
  assert.match(await (await get(`sales-invoice/detail.do?id=${added.id}`)).text(), /SI\.NEW/);
  assert.throws(() => sandbox.control.deleteInvoice('DDD', 'SI.NOBODY'), /SI\.NOBODY/);
});

test('over the limit: 429 or 200, as set, with Retry-After when set', async () => {
  await using strict = await startSandbox({ seed: 7, endDate: '2026-11-19', rate: 3, retryAfterSeconds: 2 });
  const timestamp = new Date().toISOString();
  const signature = createHmac('sha256', strict.secrets.DDD).update(timestamp).digest('hex');
  const headers = { authorization: `Bearer ${strict.tokens.DDD}`, 'x-api-timestamp': timestamp, 'x-api-signature': signature };
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => fetch(`${strict.accountUrl}/zeus/accurate/api/item/list.do`, { headers })),
  );
  assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 200, 200, 429, 429]);
  assert.equal(answers.find((answer) => answer.status === 429)?.headers.get('retry-after'), '2');
  assert.equal(strict.accessLog.count({ entity: 'DDD', status: 429 }), 2);
});

test('faults and acts can be ordered over HTTP from another process', async () => {
  const post = (path: string, body: unknown) =>
    fetch(`${sandbox.controlUrl}/__sandbox/${path}`, { method: 'POST', body: JSON.stringify(body) });
  assert.equal((await post('faults', { kind: 'http', path: 'warehouse', status: 503, nth: 2 })).status, 200);
  const statuses = [
    (await get('warehouse/list.do')).status,
    (await get('warehouse/list.do')).status,
    (await get('warehouse/list.do')).status,
  ];
  assert.deepEqual(statuses, [200, 503, 200]);
  assert.equal((await post('faults', { kind: 'earthquake' })).status, 400);
  assert.equal((await post('act', { action: 'revoke', entity: 'DDD' })).status, 200);
  assert.equal((await get('item/list.do')).status, 401);
  await post('act', { action: 'revoke', entity: 'DDD', revoked: false });
  const counts = (await (await fetch(`${sandbox.controlUrl}/__sandbox/counts`)).json()) as Record<string, number>;
  assert.equal(counts['DDD warehouse/list.do 503'], 1);
});

test('every request is one line of the access log, without credentials', async () => {
  const counted = sandbox.accessLog.count();
  await sandbox.stop();
  const text = await readFile(file, 'utf8');
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { path: string; entity: string; status: number });
  assert.equal(lines.length, counted);
  assert.equal(
    lines.filter((line) => line.path === 'item/detail.do' && line.entity === 'DDD').length,
    sandbox.accessLog.count({ path: 'item/detail.do', entity: 'DDD' }),
  );
  for (const secret of [sandbox.tokens.DDD, sandbox.secrets.DDD]) assert.ok(!text.includes(secret));
});

test('a port that is taken is one readable sentence', async () => {
  await using one = await startSandbox({ seed: 1, endDate: '2026-11-19' });
  await assert.rejects(startSandbox({ seed: 1, endDate: '2026-11-19', port: Number(new URL(one.accountUrl).port) }), /port is taken/);
});
