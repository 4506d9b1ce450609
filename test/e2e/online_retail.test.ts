// Real invoices over the ERP's protocol: three months of a wholesaler, with cancellations, missing customers, zero prices,
// exact duplicates and codes that are no products. The totals are compared with an oracle that reads the file itself.
// Every eighth invoice of them; all at MANDOR_DEPTH above 1.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { multiply, parseDecimal, show } from '../oracle/fraction.ts';
import { monthTotals, onlineRetailTotals, parseCsv, type RetailLine, retailLines } from '../oracle/online_retail.ts';
import { type Instance, startInstance } from '../support/instance.ts';
import { changedCore, digestOfCore, NOTHING, rememberCore } from '../support/unchanged.ts';

const FILE = join(import.meta.dirname, '../../../shared/data/online-retail/online-retail-2011-09_2011-11.csv.gz');
const PART = Number(process.env.MANDOR_DEPTH ?? 1) > 1 ? 1 : 8;
const LEAST_DOCUMENTS = 8000 / PART;
const PAYLOAD = { from: '2011-09-01' };
const DAY = '2011-11-30';
const NEXT_DAY = '2011-12-01';
// No product code of five digits (with letters for the colour): postage, fees, samples, vouchers, corrections.
const isProduct = (code: string): boolean => /^\d{5}[A-Za-z]*$/.test(code);

type Totals = ReturnType<typeof onlineRetailTotals>;
const skip = existsSync(FILE) ? false : `${FILE} is not on this machine`;

describe('three months of real invoices', { skip }, async () => {
  if (skip !== false) return;
  const dir = mkdtempSync(join(tmpdir(), 'mandor-retail-'));
  after(() => rmSync(dir, { recursive: true, force: true }));
  const file = join(dir, 'invoices.csv.gz');
  writePart(file);
  const instance = await startInstance({ csv: { invoices: file }, rate: 4000, clock: '2011-12-01T06:00:00+07:00' });
  const { db, sandbox } = instance;
  await instance.startWorker();
  const oracle = onlineRetailTotals(file);
  let lines: RetailLine[] = retailLines(file);

  /** The oracle over the file as it would be after what was done to the books. */
  function oracleOf(changed: readonly RetailLine[]): Totals {
    const changedFile = join(dir, 'changed.csv.gz');
    const rows = changed.map((line) => `${line.invoice},${line.code},,${line.quantity},${line.day} 00:00:00,${line.unitPrice},,`);
    const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';
    writeFileSync(changedFile, gzipSync([header, ...rows].join('\n'), { level: 1 }));
    return onlineRetailTotals(changedFile);
  }

  const detailCalls = (): number =>
    sandbox.accessLog.count({ path: 'sales-invoice/detail.do', status: 200 }) +
    sandbox.accessLog.count({ path: 'sales-return/detail.do', status: 200 });

  it('are pulled over the protocol, one detail call for each document', async () => {
    const started = performance.now();
    await pull(instance, DAY, PAYLOAD);
    const documents = ['invoice', 'return'].flatMap((kind) => sandbox.control.documents('DDD', kind as 'invoice', PAYLOAD.from, DAY));
    assert.equal(detailCalls(), documents.length);
    assert.ok(detailCalls() > LEAST_DOCUMENTS, `${detailCalls()} detail calls`);
    console.log(
      `access log: ${sandbox.accessLog.count()} requests, ${detailCalls()} of them details, in ${((performance.now() - started) / 1000).toFixed(1)} s; ${lines.length} lines in the file`,
    );
  });

  it('of codes that nobody mapped are warned about, and accepted', async () => {
    const [load] = await db.sql(`select h.status, h.progress_done, h.rows_loaded::int as rows, h.validation from raw.load_history h`);
    assert.equal(load.status, 'accepted');
    const failed = load.validation.filter((check: { passed: boolean }) => !check.passed);
    const share = failed.find((check: { check: string }) => check.check === 'unmapped_share');
    assert.deepEqual([share.severity, Number(share.measured)], ['warn', 1]);
    assert.ok(failed.every((check: { severity: string }) => check.severity !== 'block'));
    console.log(`raw: ${load.rows} lines of ${load.progress_done} documents; ${share.message}`);
  });

  it('add up per article and month to what the file says, to the unit', async () => {
    await compare(instance, oracle);
    for (const [month, sold] of monthTotals(oracle)) {
      console.log(`${month}: ${oracle.get(month)?.size} articles, ${show(sold.pairs)} pieces, ${show(sold.amount)}: as the oracle`);
    }
  });

  it('without a customer carry UMUM, the others their own', async () => {
    const [, ...records] = parseCsv(gunzipSync(readFileSync(file)).toString('utf8'));
    const expected = new Map<string, string>();
    for (const [invoice = '', , , quantity = '', , , customer = ''] of records) {
      const number = quantity.startsWith('-') && !invoice.startsWith('C') ? `RJ.${invoice}` : invoice;
      expected.set(number, customer === '' ? 'UMUM' : customer.replace(/\.0$/, ''));
    }
    const rows = await db.sql('select distinct a.nomor_invoice as number, a.nama_pelanggan as customer from raw.accurate_sales a');
    const found = new Map(rows.map((row) => [row.number as string, row.customer as string]));
    assert.equal(rows.length, found.size, 'an invoice has two customers');
    assert.deepEqual([...found].sort(), [...expected].sort());
    console.log(`${[...found.values()].filter((name) => name === 'UMUM').length} of ${found.size} documents are UMUM`);
  });

  it('keep their totals when products are mapped; what is no product stays unmapped', async () => {
    const codes = [...new Set(lines.map((line) => line.code.trim()))];
    const products = codes.filter(isProduct);
    await db.sql(`insert into portal.kodemix (kode_barang, kode, kode_mix) select c, c, c from unnest($1::text[]) as c`, products);
    const rows = await db.sql('select d.kode_barang as code from core.dim_product d where not d.is_mapped');
    const unmapped = rows.map((row) => row.code as string).sort();
    assert.deepEqual(unmapped, codes.filter((code) => !isProduct(code)).sort());
    await compare(instance, oracle);
    const [sold] = await db.sql(
      `select count(*)::int as lines, trim_scale(sum(f.pairs_qty))::text as pairs from core.fact_sales f join core.dim_product d using (kode_barang) where not d.is_mapped`,
    );
    console.log(
      `${products.length} codes mapped; ${unmapped.length} are no products (${sold.lines} lines, ${sold.pairs} pieces): ${unmapped.join(', ')}`,
    );
  });

  it('pulled a second time change nothing, fetched or copied, and no row is written again', async () => {
    await rememberCore(db.admin);
    const before = await digestOfCore(db.admin);
    for (const [payload, isFetched] of [
      [{ ...PAYLOAD, full: true }, true],
      [PAYLOAD, false],
    ] as const) {
      const calls = detailCalls();
      const started = performance.now();
      await pull(instance, DAY, payload);
      if (isFetched) assert.ok(detailCalls() - calls > LEAST_DOCUMENTS);
      else assert.equal(detailCalls(), calls);
      assert.equal(await digestOfCore(db.admin), before);
      for (const [table, changes] of Object.entries(await changedCore(db.admin))) assert.deepEqual(changes, NOTHING, table);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(
        `pulled again: ${detailCalls() - calls} details in ${seconds} s, md5 of facts, aggregates and dimensions still ${before}, 0 rows written again`,
      );
    }
    const loads = await db.sql(
      'select h.status, h.documents_copied as copied, h.progress_total as total from raw.load_history h order by h.load_id',
    );
    assert.deepEqual(
      loads.map((load) => load.status),
      ['superseded', 'superseded', 'accepted'],
    );
    assert.deepEqual([loads[1].copied, loads[2].copied], [0, loads[2].total]);
  });

  it('changed and deleted at the source between two pulls of one day are changed and gone', async () => {
    // A narrower range of the same business date: the days before it keep what the wider load brought.
    const recent = lines.filter((line) => line.day >= '2011-11-24');
    await touch(plainInvoice(recent, '2011-11-24'), plainInvoice(recent, '2011-11-25'), DAY, { from: '2011-11-24' });
    const loads = await db.sql(`select h.covers_from, h.covers_to from raw.load_history h where h.status = 'accepted'`);
    assert.deepEqual(loads, [{ covers_from: PAYLOAD.from, covers_to: DAY }]);
  });

  it('changed and deleted before the next business date are changed and gone by its seven days', async () => {
    sandbox.control.setDate(NEXT_DAY);
    await db.setClock('2011-12-02T06:00:00+07:00');
    const recent = lines.filter((line) => line.day >= '2011-11-25');
    const [changed, deleted] = [plainInvoice(recent, '2011-11-28'), plainInvoice(recent, '2011-11-29')];
    const calls = detailCalls();
    await touch(changed, deleted, NEXT_DAY, {});
    const news = (['invoice', 'return'] as const).flatMap((kind) => sandbox.control.documents('DDD', kind, NEXT_DAY, NEXT_DAY));
    assert.equal(detailCalls() - calls, news.length + 1, 'the documents of the day, and the changed one');
    const [row] = await db.sql(
      `select count(*) filter (where a.snapshot_date = $1)::int as earlier, count(*) filter (where a.snapshot_date = $2)::int as later
         from raw.accurate_sales a where a.nomor_invoice = $3`,
      DAY,
      NEXT_DAY,
      deleted,
    );
    assert.equal(row.later, 0);
    assert.ok(row.earlier > 0, 'raw no longer has the earlier snapshot');
  });

  /** Doubles the first line of one invoice and deletes another, at the source and in what the oracle is given. */
  async function touch(changed: string, deleted: string, businessDate: string, payload: object): Promise<void> {
    await rememberCore(db.admin);
    let code = '';
    sandbox.control.changeInvoice('DDD', changed, (was) => {
      code = was.lines[0]?.no ?? '';
      const doubled = was.lines.map((line, i) =>
        i === 0 ? { ...line, quantity: twice(line.quantity), totalPrice: twice(line.totalPrice) } : line,
      );
      return { lines: doubled };
    });
    sandbox.control.deleteInvoice('DDD', deleted);
    const gone = new Set(lines.filter((line) => line.invoice === deleted).map((line) => line.code));
    let isFirst = true;
    lines = lines
      .filter((line) => line.invoice !== deleted)
      .map((line) => {
        if (line.invoice !== changed || line.code !== code || !isFirst) return line;
        isFirst = false;
        return { ...line, quantity: twice(line.quantity) };
      });
    await pull(instance, businessDate, payload);
    await compare(instance, oracleOf(lines));
    const { fact_sales: facts } = await changedCore(db.admin);
    assert.deepEqual(facts, { added: 1, gone: gone.size + 1, rewritten: 0 });
    const [left] = await db.sql('select count(*)::int as n from core.fact_sales f where f.nomor_invoice = $1', deleted);
    assert.equal(left.n, 0);
    console.log(`${businessDate}: invoice ${changed} changed (1 fact), ${deleted} deleted (${gone.size} facts); all other facts untouched`);
  }
});

/** Whole invoices, so that cancellations, duplicates and odd codes stay what they are. No cell of the file holds a line end. */
function writePart(file: string): void {
  const [header = '', ...rows] = gunzipSync(readFileSync(FILE)).toString('utf8').trimEnd().split('\n');
  const part = rows.filter((row) => Number(/\d+/.exec(row)?.[0]) % PART === 0);
  writeFileSync(file, gzipSync([header, ...part].join('\n'), { level: 1 }));
}

const twice = (decimal: string): string => show(multiply(parseDecimal(decimal), parseDecimal('2')));

/** An invoice of those days whose lines are all products sold for money, each code once. */
function plainInvoice(lines: readonly RetailLine[], day: string): string {
  const byInvoice = Map.groupBy(
    lines.filter((line) => line.day.startsWith(day)),
    (line) => line.invoice,
  );
  for (const [invoice, own] of byInvoice) {
    const isPlain = own.every((line) => Number(line.quantity) > 0 && Number(line.unitPrice) > 0 && isProduct(line.code));
    if (isPlain && own.length > 3 && new Set(own.map((line) => line.code)).size === own.length) return invoice;
  }
  throw new Error(`the file has no plain invoice of ${day}`);
}

async function pull(instance: Instance, businessDate: string, payload: object): Promise<void> {
  const ids = await instance.ask(['sales.ddd'], businessDate, payload);
  assert.deepEqual(await instance.finish(ids, 150_000), ['done']);
}

/** sales_monthly and the facts against the oracle: every article of every month, pieces and money. */
async function compare(instance: Instance, oracle: Totals): Promise<void> {
  const expected = new Map<string, string>();
  for (const [month, codes] of oracle) {
    for (const [code, sold] of codes) expected.set(`${month} ${code}`, `${show(sold.pairs)} ${show(sold.amount)}`);
  }
  const sums = `trim_scale(sum(t.pairs_qty))::text || ' ' || trim_scale(sum(t.total_amount))::text as sold`;
  for (const text of [
    `select to_char(t.month, 'YYYY-MM') || ' ' || t.kode_mix as key, ${sums} from core.sales_monthly t group by 1`,
    `select to_char(t.tanggal, 'YYYY-MM') || ' ' || t.kode_barang as key, ${sums} from core.fact_sales t group by 1`,
  ]) {
    const rows = await instance.db.sql<{ key: string; sold: string }>(text);
    assert.deepEqual(new Map(rows.map((row) => [row.key, row.sold]).sort() as [string, string][]), new Map([...expected].sort()));
  }
}
