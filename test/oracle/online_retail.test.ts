// The oracle of the real file: its CSV reader on hostile text, and its sums against a plain count over the same bytes.

import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { show } from './fraction.ts';
import { monthTotals, onlineRetailTotals, parseCsv, retailLines } from './online_retail.ts';

const FILE = join(import.meta.dirname, '../../../shared/data/online-retail/online-retail-2011-09_2011-11.csv.gz');
const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';

function totalsOf(text: string | Buffer) {
  const dir = mkdtempSync(join(tmpdir(), 'online-retail-'));
  try {
    writeFileSync(join(dir, 'x.csv.gz'), gzipSync(text));
    return onlineRetailTotals(join(dir, 'x.csv.gz'));
  } finally {
    rmSync(dir, { recursive: true });
  }
}

describe('the CSV reader', () => {
  it('keeps commas, line ends and doubled quotes of quoted fields, and empty fields', () => {
    assert.deepEqual(parseCsv('a,"b,1","c ""d""\r\ne",\r\n,,"",x\n'), [
      ['a', 'b,1', 'c "d"\r\ne', ''],
      ['', '', '', 'x'],
    ]);
    assert.deepEqual(parseCsv('\uFEFFa,b'), [['a', 'b']]);
    assert.deepEqual(parseCsv('a,'), [['a', '']]);
  });
  it('refuses quotes that make no sense', () => {
    assert.throws(() => parseCsv('a\n"b'), /line 2: a quote is never closed/);
    assert.throws(() => parseCsv('a"b'), SyntaxError);
    assert.throws(() => parseCsv('"a"b'), SyntaxError);
  });
});

describe('the totals', () => {
  it('subtract cancelled and negative lines and count duplicates', () => {
    const lines = [
      '1,A,"X, Y",8,2026-09-30 23:59:00,1.25,,Z',
      '1,A,x,8,2026-09-30 23:59:00,1.25,,Z',
      'C2,A,,-3,2026-10-01 00:00:00,1.25,,Z',
      '3,B ,£,-2,2026-10-01 00:00:00,0.0,,Z',
    ];
    const totals = totalsOf([HEADER, ...lines].join('\r\n'));
    const text = [...totals].map(([month, codes]) => [
      month,
      ...[...codes].map(([code, sold]) => `${code} ${show(sold.pairs)} ${show(sold.amount)}`),
    ]);
    assert.deepEqual(text, [
      ['2026-09', 'A 16 20'],
      ['2026-10', 'A -3 -3.75', 'B -2 0'],
    ]);
  });
  it('refuse another header, a short line and bytes that are no UTF-8', () => {
    assert.throws(() => totalsOf('a,b\n1,2'), /the header is a,b/);
    assert.throws(() => totalsOf(`${HEADER}\n1,2`), /record 2/);
    assert.throws(() => totalsOf(Buffer.from([0x61, 0xff])), TypeError);
  });
  it('of the real file agree with a count in whole cents', { skip: existsSync(FILE) ? false : 'the file is not on this machine' }, () => {
    const totals = onlineRetailTotals(FILE);
    const lines = retailLines(FILE);
    assert.deepEqual([...totals.keys()], ['2011-09', '2011-10', '2011-11']);
    // Another way to the same sums: whole tenths of a cent, all codes at once, never a fraction.
    const mills = (price: string) => BigInt(Math.round(Number(price) * 1000));
    for (const [month, sold] of monthTotals(totals)) {
      const own = lines.filter((line) => line.day.startsWith(month));
      assert.equal(show(sold.pairs), String(own.reduce((n, line) => n + Number(line.quantity), 0)));
      const amount = own.reduce((n, line) => n + BigInt(line.quantity) * mills(line.unitPrice), 0n);
      assert.equal(sold.amount.n * 1000n, amount * sold.amount.d);
      console.log(`${month}: ${own.length} lines, ${totals.get(month)?.size} codes, ${show(sold.pairs)} pieces, ${show(sold.amount)}`);
    }
  });
});
