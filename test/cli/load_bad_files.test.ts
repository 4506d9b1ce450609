// Everything that can be wrong with a file: one readable refusal with its place, and nothing of it in the database.
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync } from 'node:fs';
import { before, beforeEach, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { kodemix, type Loader, lines, loader, said } from './load_fixture.ts';

let on: Loader;
let untouched: string;
const state = async (): Promise<string> =>
  (
    await on.db.sql<{ s: string }>(
      `select (select count(*) from portal.store) || ' ' || (select count(*) from portal.kodemix) || ' ' || (select count(*) from portal.hpprsp)
           || ' ' || (select count(*) from raw.load_history) || ' ' || (select count(*) from raw.staging_sales) || ' ' || (select count(*) from raw.accurate_sales) as s`,
    )
  )[0]!.s;

before(async () => {
  on = await loader();
  const first = await on.text('portal.store', 'store_code,name\nS1,Satu\n');
  assert.equal(first.status, 'applied');
});
beforeEach(async () => {
  untouched = await state();
});

async function refused(table: string, content: string | Buffer, expected: string[], options = {}): Promise<void> {
  const outcome = await on.text(table, content, options);
  assert.equal(outcome.status, 'refused');
  assert.deepEqual(said(outcome), expected);
  assert.ok(outcome.hint !== null && outcome.hint.length > 10, 'says what to do next');
  assert.equal(await state(), untouched);
}
const store = (...rows: readonly string[]): string => `store_code,name,capacity\n${rows.join('\n')}\n`;

describe('the file itself', () => {
  test('missing, a folder, unreadable, empty, blank, only a header', async () => {
    const missing = await on.load('portal.store', `${on.dir}/no-such.csv`);
    assert.deepEqual(said(missing), [`there is no file "${on.dir}/no-such.csv"`]);
    mkdirSync(`${on.dir}/folder.csv`);
    assert.deepEqual(said(await on.load('portal.store', `${on.dir}/folder.csv`)), [`"${on.dir}/folder.csv" is a folder`]);
    if (process.getuid?.() !== 0) {
      const secret = on.file('secret.csv', store('S2,Dua,1'));
      chmodSync(secret, 0);
      assert.match(said(await on.load('portal.store', secret))[0]!, /may not be read/);
    }
    assert.match(said(await on.text('portal.store', ''))[0]!, /is empty$/);
    assert.match(said(await on.text('portal.store', '\n \n\n'))[0]!, /nothing but blank lines$/);
    assert.deepEqual(said(await on.text('portal.store', 'store_code,name\n')), ['the file has a header and no rows']);
    assert.equal(await state(), untouched);
  });

  test('another format is named', async () => {
    assert.match(said(await on.text('portal.store', Buffer.from('504b030414000600', 'hex')))[0]!, /Excel workbook/);
    assert.match(said(await on.text('portal.store', Buffer.from('\ufeffstore_code,name\n', 'utf16le')))[0]!, /UTF-16/);
    assert.match(said(await on.load('portal.store', on.file('plain.csv.gz', store('S2,Dua,1'))))[0]!, /not packed with gzip/);
    assert.equal(await state(), untouched);
  });

  test('a NUL byte, with its line', async () => {
    await refused('portal.store', store('S2,Dua,1', 'S3,Ti\0ga,1'), [
      'line 3: byte 40 is NUL (0x00): this is no text file, or it was damaged',
    ]);
  });

  test('bytes that are not UTF-8, with line and byte; deep in a file too', async () => {
    await refused('portal.store', Buffer.from(store('S2,Caf\xe9,1'), 'latin1'), ['line 2: byte 32 (0xe9) is not UTF-8']);
    const before = store(...Array.from({ length: 20_000 }, (_, i) => `C${i},Toko é ${i},1`));
    const bytes = Buffer.concat([Buffer.from(before), Buffer.from('X,Caf\xe9,1\n', 'latin1')]);
    await refused('portal.store', bytes, [`line 20002: byte ${Buffer.byteLength(before) + 6} (0xe9) is not UTF-8`]);
    await refused('portal.store', Buffer.from('store_code,name\nS2,ab\xc3', 'latin1'), ['line 2: byte 22 (0xc3) is not UTF-8']);
    await refused(
      'portal.store',
      Buffer.from('store_code,name\nS2,a\x81\n', 'latin1'),
      ['line 2: byte 21 (0x81) is no character of Windows-1252'],
      { encoding: 'windows-1252' },
    );
  });

  test('a damaged and a cut .gz', async () => {
    const good = gzipSync(kodemix(2_000));
    const cut = await on.load('portal.kodemix', on.file('cut.csv.gz', good.subarray(0, good.length >> 1)));
    assert.match(said(cut)[0]!, /ends in the middle/);
    const damaged = Buffer.from(good);
    damaged.fill(0x55, 300, 400);
    assert.match(
      said(await on.load('portal.kodemix', on.file('damaged.csv.gz', damaged)))[0]!,
      /damaged|ends in the middle|not UTF-8|cells|NUL/,
    );
    assert.equal(await state(), untouched);
  });

  test('a .gz of 2 MB that expands to gigabytes is refused with flat memory', async (t) => {
    // Members of a gzip file may follow each other: 105 packed pieces of 16 MB make 1.7 GB that are nowhere whole.
    const row = `KODE-1,A1,M1,${'x'.repeat(60_000)},1,MEN,ACTIVE\n`;
    const packed = gzipSync(row.repeat(Math.floor((16 * 1024 * 1024) / row.length)), { level: 9 });
    const bomb = Buffer.concat([gzipSync('kode_barang,kode,kode_mix,name,tier,gender,status\n'), ...Array<Buffer>(105).fill(packed)]);
    assert.ok(bomb.length < 2.5 * 1024 * 1024);
    const path = on.file('bomb.csv.gz', bomb);
    globalThis.gc?.();
    const rss = process.memoryUsage.rss();
    const outcome = await on.load('portal.kodemix', path);
    t.diagnostic(
      `${(bomb.length / 1024 / 1024).toFixed(1)} MB that expand to 1.7 GB: refused after ${outcome.seconds} s, RSS ${Math.round(rss / 1024 / 1024)} MB before, ${outcome.peak_rss_mb} MB at most`,
    );
    assert.equal(outcome.status, 'refused');
    assert.match(said(outcome)[0]!, /unpacks to more than a table has: .* More than 200 times/);
    assert.ok(outcome.peak_rss_mb * 1024 * 1024 - rss < 120 * 1024 * 1024, `memory grew to ${outcome.peak_rss_mb} MB`);
    assert.equal(await state(), untouched);
  });
});

describe('the header', () => {
  test('unknown columns with the nearest known one, missing, doubled and nameless columns: all at once', async () => {
    await refused('portal.store', 'store_kode,name,Name,capasity,zzz,\nS2,x,x,1,1,1\n', [
      'line 1, column 1: "store_kode" is no column of portal.store; did you mean store_code?',
      'line 1, column 3: "Name" stands in the header twice (column 2 too)',
      'line 1, column 4: "capasity" is no column of portal.store; did you mean capacity?',
      'line 1, column 5: "zzz" is no column of portal.store',
      'line 1, column 6: the header has no name here',
      'line 1: the header lacks the column store_code',
    ]);
  });
});

describe('the form of lines', () => {
  test('ragged rows', async () => {
    await refused('portal.store', store('S2,Dua', 'S3,Tiga,1,1'), [
      'line 2: has 2 cells, the header has 3',
      'line 3: has 4 cells, the header has 3',
    ]);
  });
  test('quotes: never closed, in the middle, text behind', async () => {
    await refused('portal.store', store('S2,"Dua,1', 'S3,Tiga,1'), ['line 2, column 2: the quote that opens here is never closed']);
    await refused('portal.store', store('S2,Dua 5" tinggi,1'), ['line 2, column 2: a quote stands in the middle of a cell']);
    await refused('portal.store', store('S2,"Dua"x,1'), ['line 2, column 2: text stands behind the closing quote']);
  });
  test('a quote that swallows a large file is named where it opens', async () => {
    const rest = Array.from({ length: 100_000 }, (_, i) => `C${i},Toko ${i},1`);
    await refused('portal.store', `${store('S2,"Dua,1')}${rest.join('\n')}`, ['line 2, column 2: the cell is longer than 64 KB']);
  });
  test('a cell above 64 KB and a line above 1 MB; one just below passes', async () => {
    await refused('portal.store', store(`S2,${'x'.repeat(65_537)},1`), ['line 2, column 2: the cell is longer than 64 KB']);
    await refused('portal.store', store(`S2,${'é'.repeat(32_769)},1`), ['line 2, column 2: the cell is longer than 64 KB']);
    await refused('portal.store', store(`S2,${','.repeat(1_100_000)}`), ['line 2: the line is longer than 1 MB']);
    const wide = await on.text('portal.store', store(`S2,${'é'.repeat(32_768)},1`), { dryRun: true });
    assert.equal(wide.status, 'dry_run');
  });
  test('line ends of carriage returns only', async () => {
    await refused('portal.store', 'store_code,name\rS2,Dua\r', ['line 1: the line holds a lone carriage return']);
  });
});

describe('values', () => {
  test('a bad number on line 70,001', async () => {
    const rows = Array.from(
      { length: 80_000 },
      (_, i) =>
        `2022-01-${String((i % 28) + 1).padStart(2, '0')},Pusat,UMUM,INV-${i},K1,Sandal,PASANG,${i === 69_999 ? '"12,5a"' : 3},1000`,
    );
    await refused(
      'raw.accurate_sales_ddd',
      lines('tanggal,nama_departemen,nama_pelanggan,nomor_invoice,kode_produk,nama_barang,satuan,kuantitas,harga_satuan', ...rows),
      ['line 70001, column 8 (kuantitas): "12,5a" is not a number'],
      { date: '2022-01-31' },
    );
  });
  test('each type, up to 20 places, then reading stops', async () => {
    await refused(
      'portal.store',
      lines(
        'store_code,name,capacity,monthly_target,opened_on',
        'S2,Dua,1.5,1e5,2025-02-29',
        'S3,,99999999999,"1,5",31/11/2025',
        ',Empat,,12.345,kemarin',
      ),
      [
        'line 2, column 3 (capacity): "1.5" is not a whole number',
        'line 2, column 4 (monthly_target): "1e5" is not a number',
        'line 2, column 5 (opened_on): "2025-02-29" is no day of the calendar (yyyy-mm-dd or dd/mm/yyyy)',
        'line 3, column 2 (name): is empty and must not be',
        'line 3, column 3 (capacity): "99999999999" is too large a number',
        'line 3, column 4 (monthly_target): "1,5" is not a number with a decimal point (a decimal comma is read only in files parted by ;)',
        'line 3, column 5 (opened_on): "31/11/2025" is no day of the calendar (yyyy-mm-dd or dd/mm/yyyy)',
        'line 4, column 1 (store_code): is empty and must not be',
        'line 4, column 4 (monthly_target): "12.345" has more than 2 decimals',
        'line 4, column 5 (opened_on): "kemarin" is not a date (yyyy-mm-dd or dd/mm/yyyy)',
      ],
    );
    const many = await on.text('portal.store', store(...Array.from({ length: 50 }, (_, i) => `S${i},n,x`)));
    assert.equal(many.problems.length, 20);
    assert.equal(await state(), untouched);
  });
  test('NaN, infinity, thousands, a number of a thousand digits', async () => {
    await refused('portal.hpprsp', lines('kode;harga_beli', 'A;NaN', 'B;Infinity', 'C;1.234', 'D;1.234,50', `E;${'9'.repeat(1000)}`), [
      'line 2, column 2 (harga_beli): "NaN" is not a number',
      'line 3, column 2 (harga_beli): "Infinity" is not a number',
      'line 4, column 2 (harga_beli): "1.234" may be thousands or decimals: write it without thousands separators and with a decimal comma',
      'line 5, column 2 (harga_beli): "1.234,50" is not a number: write it without thousands separators',
      `line 6, column 2 (harga_beli): "${'9'.repeat(60)}…" is too large a number`,
    ]);
  });
  test('rules of the table, with the rule in words and every line', async () => {
    await refused(
      'portal.kodemix',
      lines('kode_barang,kode,kode_mix,tier,gender', 'K1,A,M,7,MEN', 'K2,A,M,1,X', 'K1,A,M,1,MEN', 'K3, ,M,1,MEN'),
      [
        'line 2, column 4 (tier): "7" must be a tier: 0, 1, 2, 3, 4, 5 or 8',
        'line 3, column 5 (gender): "X" must be LADIES, MEN, BABY, BOYS or GIRLS',
        'line 4, column 1 (kode_barang): "K1" stands in line 2 already',
        'line 5, column 2 (kode): is empty and must not be',
      ],
    );
    await refused(
      'portal.warehouse',
      lines('entity,nama_gudang,kind,store_code', 'DDD,Gudang A,WHX,S1', 'XXX,Gudang B,WHS,', 'DDD, gudang a ,WHS,S9'),
      [
        'line 2, column 3 (kind): "WHX" must be WHS (shop floor), WHB (boxes), STORE or OTHER (leaves the cover)',
        'line 3, column 1 (entity): "XXX" must be DDD, LJBB, MBB or UBB',
        'line 4, entity, nama_gudang: "DDD · gudang a" stands in line 2 already',
        'line 4, column 4 (store_code): "S9" is no known shop: load portal.store first, or correct the code',
      ],
    );
  });
});

describe('the table', () => {
  test('an unknown one: the known ones are listed', async () => {
    const outcome = await on.text('portal.users; drop table portal.store', store('S2,Dua,1'));
    assert.equal(outcome.status, 'refused');
    assert.match(outcome.hint!, /Known tables: portal\.article_notes, .*raw\.accurate_stock_ubb, raw\.iseller_sales\./);
    assert.equal(await state(), untouched);
  });
  test('LJBB sells nothing', async () => {
    const outcome = await on.text('raw.accurate_sales_ljbb', 'tanggal\n2026-01-01\n');
    assert.match(said(outcome)[0]!, /^LJBB sells nothing/);
  });
});
