import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { clientOf, failure, sandboxOf, slots, week } from './accurate-support.ts';

let sandbox: Sandbox;
before(async () => {
  sandbox = await sandboxOf();
});
afterEach(() => {
  sandbox.control.clearFaults();
  sandbox.accessLog.clear();
});
after(() => sandbox.stop());

const passing = [
  { name: 'HTTP 500 with HTML', fault: { kind: 'http', status: 500 } },
  { name: 'HTTP 502 with HTML', fault: { kind: 'http', status: 502 } },
  { name: '200 with HTML', fault: { kind: 'html' } },
  { name: 'a dropped connection', fault: { kind: 'drop' } },
  { name: 'a request that hangs', fault: { kind: 'hang' } },
  { name: 'JSON cut in the middle', fault: { kind: 'wrong_json' } },
  { name: 'a slow drip', fault: { kind: 'drip', ms: 60 } },
  { name: '429 with Retry-After', fault: { kind: 'rate', retryAfter: 0.1 } },
] as const;
for (const { name, fault } of passing) {
  test(`${name} passes within the budget of the request, and nothing is lost`, async () => {
    const client = clientOf(sandbox, 'DDD', { requestBudgetMs: 1500 });
    const [head] = (await client.listItems(1)).rows;
    sandbox.control.fault({ path: 'item/detail.do', ...fault });
    const detail = await client.itemDetail(head?.id as number);
    assert.equal(detail.no, head?.no);
    assert.equal(sandbox.accessLog.count({ path: 'item/detail.do' }), 2);
  });
}

test('what does not pass within the budget is Transient, with a time to come back', async () => {
  const client = clientOf(sandbox, 'DDD', { requestBudgetMs: 700 });
  await client.resolveHost();
  for (const [kind, reason] of [
    ['http', 'server_error'],
    ['html', 'bad_answer'],
    ['drop', 'connection'],
    ['hang', 'timeout'],
  ] as const) {
    sandbox.control.fault({ kind, path: 'item/list.do', times: 100 });
    const error = await failure(client.listItems(1));
    assert.deepEqual([error.kind, error.reason, (error.retryAfter ?? 0) > 0], ['Transient', reason, true]);
    sandbox.control.clearFaults();
  }
  sandbox.control.fault({ kind: 'rate', path: 'item/list.do', retryAfter: 90, times: 100 });
  assert.deepEqual(await failure(client.listItems(1)).then((e) => [e.reason, e.retryAfter]), ['rate_limited', 90]);
});

test('a limit answer with HTTP 200 and s:false is a limit, not a refusal', async () => {
  await using strict = await sandboxOf({ rate: 5, limitAnswer: '200' });
  const client = clientOf(strict, 'DDD', { take: slots(40), requestBudgetMs: 6000 });
  await client.resolveHost();
  const pages = await Promise.all([1, 2, 3, 1, 2, 3].map((page) => client.listItems(page)));
  assert.ok(pages.every((page) => page.rows.length > 0));
  assert.ok(strict.accessLog.count() > 7, 'some calls were refused and repeated');
});

test('a business refusal with HTTP 200 is Permanent and quotes the vendor', async () => {
  const error = await failure(clientOf(sandbox).itemDetail(99_999_999));
  assert.deepEqual([error.kind, error.reason], ['Permanent', 'refused']);
  assert.match(error.message, /Barang & Jasa tidak tepat/);
  assert.equal(sandbox.accessLog.count({ path: 'item/detail.do' }), 1);
});

test('an ignored date filter is noticed by the dates that come back', async () => {
  const ignored: typeof fetch = (input, init) =>
    fetch(String(input).replace('filter.transDate', 'filter.transDatum').replaceAll('transDate.val', 'transDatum.val'), init);
  const error = await failure(clientOf(sandbox, 'DDD', { fetch: ignored }).listInvoices({ ...week, page: 1 }));
  assert.deepEqual([error.kind, error.reason], ['Permanent', 'filter_ignored']);
});

test('fields with %2C are one unknown field: rows without id are refused, not guessed', async () => {
  const encoded: typeof fetch = (input, init) => fetch(String(input).replace('fields=id,no,name,itemType', 'fields=id%2Cno'), init);
  assert.equal((await failure(clientOf(sandbox, 'DDD', { fetch: encoded }).listItems(1))).reason, 'unexpected_data');
});

for (const kind of ['half_page', 'repeated_page', 'shifted_page', 'changed_total'] as const) {
  test(`${kind} while paging: read again when it happens once, Transient when it goes on`, async () => {
    const client = clientOf(sandbox);
    const truth = (await client.allItems()).rows.map((row) => row.id);
    sandbox.control.fault({ kind, path: 'item/list.do', nth: 2 });
    const again = await client.allItems();
    assert.deepEqual(
      again.rows.map((row) => row.id),
      truth,
    );
    assert.ok(sandbox.accessLog.count({ path: 'item/list.do' }) > 2 * Math.ceil(truth.length / 100), 'the pages were read once more');
    sandbox.control.fault({ kind, path: 'item/list.do', nth: 2, times: 100 });
    const error = await failure(client.allItems());
    assert.deepEqual([error.kind, error.reason], ['Transient', 'page_moved']);
  });
}
