// The oracle itself, on the worked examples of the specification and on sums that a person can redo by hand.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ArticleRow } from './article.ts';
import { mostFrequent } from './article.ts';
import { dayOf, minusMonths, textOf } from './calendar.ts';
import { type Company, DEFAULT_SETTINGS, linesInForce, SALES_ENTITIES, type SalesLoad, STOCK_ENTITIES } from './company.ts';
import { controlStock } from './control_stock.ts';
import { agrees, ceil, divide, floor, fraction, parseDecimal, show } from './fraction.ts';
import { tierSummary } from './tier_summary.ts';

interface Example {
  pairs: number;
  /** [day, pairs] */
  sales: [string, number][];
  asOf?: string;
  emptyDays?: number;
  warehouse?: string;
  more?: Partial<Company>;
}

/** One article A of one code, all in DDD; a second one only keeps the other entities from being empty. */
function company({ pairs, sales, asOf = '2026-08-31', emptyDays = 0, warehouse = 'Gudang', more = {} }: Example): Company {
  const snapshot = (date: string, kuantitas: number) =>
    STOCK_ENTITIES.map((entity) => ({
      entity,
      date,
      rows: entity === 'DDD' ? [{ kode_barang: 'A-40', nama_gudang: warehouse, kuantitas: String(kuantitas) }] : [],
    }));
  const firstEmpty = dayOf(asOf) - emptyDays;
  return {
    codes: [
      { kode_barang: 'A-40', kode: 'A1', kode_mix: 'A', name: 'ARTIKEL A', tier: 1, gender: 'MEN', series: 'CLASSIC', status: 'ACTIVE' },
    ],
    prices: [{ kode: 'A1', harga_beli: '50000.50' }],
    warehouses: [
      { entity: 'DDD', nama_gudang: 'Gudang', kind: 'WHS', loose: false, in_cover: true },
      { entity: 'DDD', nama_gudang: 'Lepas', kind: 'WHB', loose: true, in_cover: true },
    ],
    orders: [],
    notes: [],
    stock: [...Array.from({ length: emptyDays }, (_, i) => snapshot(textOf(firstEmpty + i), 0)).flat(), ...snapshot(asOf, pairs)],
    sales: SALES_ENTITIES.map((entity) => ({
      entity,
      date: asOf,
      coversFrom: '2020-01-01',
      coversTo: asOf,
      rows: entity !== 'DDD' ? [] : sales.map(([tanggal, quantity], i) => line(tanggal, `INV-${i}`, quantity)),
    })),
    settings: DEFAULT_SETTINGS,
    ...more,
  };
}

const line = (tanggal: string, nomor_invoice: string, quantity: number) => ({
  tanggal,
  nomor_invoice,
  kode_produk: 'A-40',
  kuantitas: String(quantity),
  total_harga: String(quantity * 100_000),
  nama_gudang: 'Gudang',
  nama_departemen: null,
});

function only(example: Example): ArticleRow {
  const rows = controlStock(company(example), example.asOf ?? '2026-08-31');
  assert.equal(rows.length, 1);
  return rows[0] as ArticleRow;
}

const OLD: [string, number] = ['2025-01-02', 5];
const shown = (value: ArticleRow['months_of_cover']): string => (value === null ? 'NULL' : show(value));

describe('the worked examples', () => {
  it('600 pairs and 1,500 sold are 1.2 months: order 1,500 pairs, 125 boxes', () => {
    const row = only({ pairs: 600, sales: [OLD, ['2026-07-15', 1500]] });
    assert.deepEqual([row.flag, shown(row.months_of_cover), row.recommended_po, row.boxes], ['MUST_PO', '1.2', 1500n, 50n]);
  });
  it('280 pairs and 60 sold are 14 months: overstock', () => {
    const row = only({ pairs: 280, sales: [OLD, ['2026-07-15', 60]] });
    assert.deepEqual([row.flag, shown(row.months_of_cover), row.recommended_po], ['OVERSTOCK', '14', null]);
    assert.equal(shown(row.excess_pairs), '100');
    assert.equal(shown(row.excess_value), '5000050');
  });
  it('80 pairs, 60 sold and 45 empty days are 4.0 and 2.03 months', () => {
    const row = only({ pairs: 80, sales: [OLD, ['2026-07-15', 60]], emptyDays: 45 });
    assert.equal(shown(row.months_of_cover), '4');
    assert.equal(Number(shown(row.months_of_cover_adjusted)).toFixed(2), '2.03');
  });
  it('stock and no sale is NO_SALES with a cover of NULL', () => {
    const row = only({ pairs: 13, sales: [OLD] });
    assert.deepEqual([row.flag, row.months_of_cover, row.boxes, shown(row.protol)], ['NO_SALES', null, 1n, '1']);
    assert.equal(shown(row.excess_pairs), '13');
  });
  for (const pairs of [60, 180]) {
    it(`${pairs} pairs and 60 sold are exactly ${pairs / 20} months: OK`, () => {
      assert.equal(only({ pairs, sales: [OLD, ['2026-07-15', 60]] }).flag, 'OK');
    });
  }
});

describe('the edges', () => {
  it('the window of 31 May begins on 1 March, and 29 February lies outside', () => {
    const row = only({
      pairs: 1,
      asOf: '2028-05-31',
      sales: [
        ['2028-02-29', 9],
        ['2028-03-01', 2],
        ['2028-05-31', 3],
      ],
    });
    assert.deepEqual([row.sales_from, row.sales_to, shown(row.sold_window), row.is_new], ['2028-03-01', '2028-05-31', '5', false]);
  });
  it('27 days on sale have no verdict, 28 have one', () => {
    assert.equal(only({ pairs: 1, sales: [['2026-08-05', 10]] }).flag, 'NEW');
    assert.equal(only({ pairs: 1, sales: [['2026-08-04', 10]] }).flag, 'MUST_PO');
  });
  it('a loose warehouse has no boxes', () => {
    const row = only({ pairs: 30, sales: [OLD], warehouse: ' LEPAS ' });
    assert.deepEqual([shown(row.whb_pairs), row.boxes, shown(row.protol)], ['30', 0n, '30']);
  });
  it('an open order reduces the order, to boxes rounded up; a live note makes it 0', () => {
    const orders = [{ kode_mix: 'A', tgl_po: '2026-08-01', row_no: 1, ordered: ['30', '10'], received: ['5'], status_po: 'OPEN' }];
    const example = { pairs: 10, sales: [OLD, ['2026-07-15', 60]] as [string, number][] };
    assert.equal(only({ ...example, more: { orders } }).recommended_po, 36n);
    const closed = orders.map((order) => ({ ...order, status_po: ' batal ' }));
    assert.equal(only({ ...example, more: { orders: closed } }).recommended_po, 60n);
    const note = (until_on: string) => ({ notes: [{ kode_mix: 'A', kind: 'jangan_po' as const, until_on }] });
    assert.equal(only({ ...example, more: note('2026-08-31') }).recommended_po, 0n);
    assert.equal(only({ ...example, more: note('2026-08-30') }).recommended_po, 60n);
  });
  it('88 empty days still have an adjusted average, 89 have none', () => {
    const example = { pairs: 80, sales: [OLD, ['2026-07-15', 60]] as [string, number][] };
    assert.notEqual(only({ ...example, emptyDays: 88 }).avg_adjusted, null);
    assert.equal(only({ ...example, emptyDays: 89 }).avg_adjusted, null);
  });
  it('the newest load that covers a day wins, whatever the order of arrival, and what it leaves out is gone', () => {
    const load = (date: string, coversFrom: string, rows: SalesLoad['rows']): SalesLoad => ({
      entity: 'DDD',
      date,
      coversFrom,
      coversTo: date,
      rows,
    });
    const newest = load('2026-08-02', '2026-08-01', [line('2026-08-01', 'A', 3)]);
    const older = load('2026-08-01', '2026-07-01', [line('2026-08-01', 'A', 4), line('2026-08-01', 'B', 1), line('2026-07-31', 'C', 7)]);
    for (const loads of [
      [newest, older],
      [older, newest],
    ]) {
      const lines = linesInForce(loads).map((l) => `${l.rows[0]?.nomor_invoice} ${l.rows[0]?.kuantitas}`);
      assert.deepEqual(lines.sort(), ['A 3', 'C 7']);
    }
  });
  it('a day between two snapshots is answered as of the earlier one, and a day before all has no rows', () => {
    const base = company({ pairs: 1, sales: [OLD] });
    assert.equal(controlStock(base, '2026-09-09')[0]?.as_of, '2026-08-31');
    assert.deepEqual(controlStock(base, '2026-08-30'), []);
  });
  it('a business date counts only when all three sales entities have a load of it', () => {
    const base = company({ pairs: 1, sales: [OLD] });
    const sales = [...base.sales, ...base.sales.slice(1)].map((load, i) => (i < 3 ? { ...load, date: '2026-08-30' } : load));
    assert.equal(controlStock({ ...base, sales }, '2026-08-31')[0]?.sales_to, '2026-08-30');
    assert.deepEqual(controlStock({ ...base, sales: sales.slice(1) }, '2026-08-31'), []);
  });
  it('of equally frequent texts the smallest by code point is taken', () => {
    assert.equal(mostFrequent(['a', 'Z', null, null, null]), 'Z');
    assert.equal(mostFrequent(['é', 'z', 'é']), 'é');
    assert.equal(mostFrequent([null]), null);
  });
  it('the tier summary floors boxes per article, not per tier', () => {
    const base = company({ pairs: 18, sales: [OLD] });
    const codes = [...base.codes, { ...(base.codes[0] as Company['codes'][number]), kode_barang: 'B-40', kode_mix: 'B' }];
    const stock = [{ ...(base.stock[0] as Company['stock'][number]) }, ...base.stock.slice(1)];
    stock[0]?.rows.push({ kode_barang: 'B-40', nama_gudang: 'Gudang', kuantitas: '18' });
    const [tier] = tierSummary(controlStock({ ...base, codes, stock }, '2026-08-31'), 12);
    assert.deepEqual([tier?.tier, tier?.whs.boxes, shown(tier?.whs.protol ?? null)], ['1', 2n, '12']);
    assert.equal(shown(tier?.total.share ?? null), '100');
  });
});

describe('the arithmetic', () => {
  it('floors and ceils below 0 towards −∞ and +∞', () => {
    assert.deepEqual([floor(fraction(-5, 12)), ceil(fraction(-5, 12)), floor(fraction(24, 12)), ceil(fraction(25, 12))], [-1n, 0n, 2n, 3n]);
  });
  it('reads decimals exactly and refuses anything else', () => {
    assert.deepEqual(parseDecimal('-0.50'), fraction(-1, 2));
    assert.deepEqual(parseDecimal('1.5e3'), fraction(1500));
    assert.throws(() => parseDecimal('1,5'), SyntaxError);
    assert.throws(() => parseDecimal('.'), SyntaxError);
    assert.throws(() => divide(fraction(1), fraction(0)), RangeError);
  });
  it('tells 12 digits that agree from 11', () => {
    const third = fraction(1, 3);
    assert.ok(agrees(parseDecimal('0.3333333333333'), third));
    assert.ok(!agrees(parseDecimal('0.33333333333'), third));
  });
  it('subtracts months as PostgreSQL does', () => {
    const minus = (day: string) => textOf(minusMonths(dayOf(day), 3));
    assert.deepEqual(['2026-05-31', '2028-05-31', '2026-02-28', '2026-11-30', '2026-01-15'].map(minus), [
      '2026-02-28',
      '2028-02-29',
      '2025-11-28',
      '2026-08-30',
      '2025-10-15',
    ]);
    assert.throws(() => dayOf('2026-02-30'), RangeError);
  });
});
