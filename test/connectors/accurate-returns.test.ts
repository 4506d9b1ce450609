// Returns are a list of their own behind the invoices: whatever can happen to a page of invoices happens to theirs too. And
// what a walk fetches when it is told that most of its documents are here already.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { salesWalk } from '../../src/connectors/accurate/pull.ts';
import type { SalesRow } from '../../src/connectors/accurate/types.ts';
import type { Fault, Sandbox, SourceDocument } from '../../src/sandbox/index.ts';
import { clientOf, failure, sandboxOf } from './accurate-support.ts';

const range = { from: '2026-10-01', to: '2026-11-19' };
let sandbox: Sandbox;
let returns: SourceDocument[];
before(async () => {
  sandbox = await sandboxOf({ maxPageSize: 5 });
  returns = sandbox.control.documents('DDD', 'return', range.from, range.to);
  assert.ok(returns.length > 10, `${returns.length} returns: too few for three pages`);
});
afterEach(() => {
  sandbox.control.clearFaults();
  sandbox.accessLog.clear();
});
after(() => sandbox.stop());

const disturbances: readonly Fault[] = [
  { kind: 'half_page', nth: 2 },
  { kind: 'repeated_page', nth: 2 },
  { kind: 'shifted_page', nth: 2 },
  { kind: 'changed_total', nth: 3, by: -1 },
  { kind: 'changed_total', nth: 1, by: 1 },
];
for (const fault of disturbances) {
  test(`${fault.kind} on page ${fault.nth} of the returns: the list is read again, and is whole`, async () => {
    const client = clientOf(sandbox);
    sandbox.control.fault({ ...fault, path: 'sales-return/list.do' });
    const { rows } = await client.allReturns(range);
    assert.deepEqual(
      rows.map((row) => row.number),
      returns.map((doc) => doc.number),
    );
    assert.ok(sandbox.accessLog.count({ path: 'sales-return/list.do' }) > Math.ceil(returns.length / 5), 'it was read once');
  });
}

test('returns that never hold still end the walk as Transient before a single detail was fetched', async () => {
  sandbox.control.fault({ kind: 'half_page', path: 'sales-return/list.do', times: 1000 });
  const error = await failure(salesWalk(clientOf(sandbox), range));
  assert.deepEqual([error.kind, error.reason], ['Transient', 'page_moved']);
  assert.equal(sandbox.accessLog.count({ path: 'sales-invoice/detail.do' }), 0);
});

test('a return is a row for each of its lines: own number, own date, quantity and amounts negative', async () => {
  const walk = await salesWalk(clientOf(sandbox), range);
  const places = (walk.documents ?? []).flatMap((doc, i) => (doc.kind === 'return' ? [i + 1] : []));
  const rows: SalesRow[] = [];
  for await (const batch of walk.batches(0, places)) rows.push(...batch.rows);
  assert.deepEqual(
    rows.map((row) => [row.nomor_invoice, row.tanggal, row.kode_produk, row.kuantitas, row.total_harga]),
    returns.flatMap((doc) =>
      doc.lines.map((line) => [doc.number, doc.date, line.no, String(-Number(line.quantity) * line.unitRatio), `-${line.totalPrice}`]),
    ),
  );
  assert.equal(sandbox.accessLog.count({ path: 'sales-invoice/detail.do' }), 0, 'only the wanted ones');
});

test('a walk goes on after those of the wanted ones that are done, and its list names each document by what may change', async () => {
  const client = clientOf(sandbox);
  const week = { from: '2026-11-13', to: range.to };
  const walk = await salesWalk(client, week);
  const fetched: string[] = [];
  for await (const batch of walk.batches(2, [1, 3, 4, 7])) {
    fetched.push(...new Set(batch.rows.map((row) => row.nomor_invoice)));
    assert.deepEqual(batch.position, { list: walk.list, done: 4 });
  }
  const numbers = walk.documents?.map((doc) => doc.number) ?? [];
  assert.deepEqual(fetched, [numbers[3], numbers[6]]);
  const one = sandbox.control.documents('DDD', 'invoice', week.from, week.to)[0] as SourceDocument;
  sandbox.control.changeInvoice('DDD', one.number, () => ({}));
  assert.notEqual((await salesWalk(client, week)).list, walk.list);
});

test('a document that got another number or day between list and detail starts the pull again', async () => {
  for (const change of [{ number: 'SI.BERUBAH.1' }, { date: '2026-11-14' }]) {
    const last = sandbox.control.documents('DDD', 'invoice', range.to, range.to)[0] as SourceDocument;
    const walk = await salesWalk(clientOf(sandbox), { from: range.to, to: range.to });
    sandbox.control.changeInvoice('DDD', last.number, () => change);
    const error = await failure(
      (async () => {
        for await (const _ of walk.batches(0));
      })(),
    );
    assert.deepEqual([error.kind, error.reason], ['Transient', 'page_moved']);
  }
});
