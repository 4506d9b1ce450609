// Exports of the tills, with the headers that their program writes.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { exitCode } from '../../src/db/load/outcome.ts';
import { kodemix, type Loader, lines, loader, said } from './load_fixture.ts';

let on: Loader;
before(async () => {
  on = await loader();
  await on.db.setClock('2026-02-09T05:00:00+07:00');
  assert.equal((await on.text('portal.kodemix', kodemix(20))).status, 'applied');
  const stores = lines(
    'store_code,name,time_zone',
    'ST1,Toko Melati,Asia/Jakarta',
    'ST2,Toko Mawar,Asia/Makassar',
    'ST3,Toko Anggrek,Asia/Jayapura',
  );
  assert.equal((await on.text('portal.store', stores)).status, 'applied');
});

const HEAD = 'Outlet,Outlet Code,Order No,Order Date,Status,SKU,Qty,Total,Order Total';
const receipt = (outlet: string, no: number, at: string, sku = 'K1', pairs = 1, status = 'completed'): string => {
  const amount = `"${(pairs * 100).toLocaleString('en-US')},000.00"`;
  return `${outlet},${outlet.slice(0, 3)},R-${no},${at},${status},${sku},${pairs},${amount},${amount}`;
};
const current = (where = 'true') =>
  on.db.sql<{ outlet_code: string; tanggal: string; pairs: number; amount: string }>(
    `select i.outlet_code, i.tanggal, sum(i.quantity)::int as pairs, sum(i.total_amount)::text as amount
       from raw.iseller_sales i where i.is_current and ${where} group by 1, 2 order by 1, 2`,
  );
const statuses = async () =>
  (
    await on.db.sql<{ s: string }>(`select string_agg(h.status, ' ' order by h.load_id) as s from raw.load_history h where h.kind = 'pos'`)
  )[0]!.s;

test('an export is read by its own headers, whatever their case, blanks and language', async () => {
  const english = await on.text(
    'raw.iseller_sales',
    lines(
      '  OUTLET ,outlet   code,Order No,ORDER DATE,Status,sku,Qty,Total,Order Total,No',
      `${receipt('ST1 A', 1, '2026-02-07 10:00:00')},1`,
    ),
    { dryRun: true },
  );
  assert.equal(english.status, 'dry_run', said(english).join());
  assert.match(english.notes.join(), /passed over, as portal\.csv_mappings says: No/);
  const indonesian = await on.text(
    'raw.iseller_sales',
    lines(
      'Nama Toko;Kode Toko;No. Struk;Tanggal Transaksi;Kode Barang;Jumlah;Total Penjualan',
      'Toko Melati;ST1;R-1;07/02/2026 21:30:05;K1;2;Rp 1.250.000,50',
    ),
  );
  assert.equal(indonesian.status, 'accepted', said(indonesian).join());
  const [row] = await on.db.sql(
    `select i.order_time, i.tanggal, i.quantity::text, i.total_amount::text from raw.iseller_sales i where i.is_current`,
  );
  assert.deepEqual(row, { order_time: '2026-02-07 21:30:05', tanggal: '2026-02-07', quantity: '2', total_amount: '1250000.50' });
});

test('headers that nobody knows are named with the nearest known one; what is missing, with the names it goes by', async () => {
  const outcome = await on.text('raw.iseller_sales', lines('Outlte,Order No,Order Date,Qty,Quantity,Zzzzzzzzzzzz,Total', 'a,b,c,d,e,f,g'));
  assert.equal(outcome.status, 'refused');
  const all = said(outcome).join('\n');
  assert.match(all, /column 1: "Outlte" is no column of raw\.iseller_sales; did you mean Outlet\?/);
  assert.match(all, /column 5: "Quantity" is quantity, and so is "Qty" \(column 4\)/);
  assert.match(all, /column 6: "Zzzzzzzzzzzz" is no column of raw\.iseller_sales\n/);
  assert.match(all, /the header lacks the columns outlet_name \(.*Outlet Name.*\), sku \(.*SKU.*\)/);
});

test('numbers and dates are read as the mapping says, and only so', async () => {
  const bad = await on.text('raw.iseller_sales', lines(HEAD, 'ST1 A,ST1,R-1,07/02/2026,completed,K1,"1,5",1.250.000,1'));
  const all = said(bad).join('\n');
  assert.match(all, /column 4 \(order_time\): "07\/02\/2026" is not a date with a time/);
  assert.match(all, /column 7 \(quantity\): "1,5" is not a number written like 1,234\.50/);
  assert.match(all, /column 8 \(total_amount\): "1\.250\.000" is not a number/);
  const wrong = await on.text(
    'raw.iseller_sales',
    lines('Toko;No. Struk;Tanggal Transaksi;SKU;Qty;Total', 'a;b;2026-02-07 10:00:00;K1;1;5'),
  );
  assert.match(said(wrong).join(), /is not written as DD\/MM\/YYYY HH24:MI:SS/);
});

test('mappings serve every table, and lead nowhere only by name', async () => {
  await on.db.sql(
    `insert into portal.csv_mappings (table_name, source_header, column_name, decimal_mark, date_format) values
       ('portal.sales_target', 'Cabang', 'store_code', 'point', null), ('portal.sales_target', 'Bulan', 'month', 'point', 'DD Mon YYYY'),
       ('portal.sales_target', 'Target Rp', 'amount', 'comma', null), ('portal.sales_target', 'Ngawur', 'nowhere', 'point', null),
       ('raw.accurate_stock_ddd', 'Qty on hand', 'kuantitas', 'comma', null)`,
  );
  const targets = await on.text(
    'portal.sales_target',
    lines('Cabang;Bulan;Target Rp', 'ST1;1 Agustus 2026;1.250.000,00', 'ST2;1 Mei 2026;5'),
  );
  assert.equal(targets.status, 'applied', said(targets).join());
  assert.deepEqual(await on.db.sql(`select t.month, t.amount::text from portal.sales_target t order by t.month`), [
    { month: '2026-05-01', amount: '5.00' },
    { month: '2026-08-01', amount: '1250000.00' },
  ]);
  const lost = await on.text('portal.sales_target', lines('Cabang;Bulan;Target Rp;Ngawur', 'ST1;1 Mei 2026;1;1'));
  assert.match(said(lost).join(), /"Ngawur" is mapped to nowhere, which portal\.sales_target has not/);
  const stock = await on.text(
    'raw.accurate_stock_ddd',
    lines('kode_barang;nama_gudang;Qty on hand', ...Array.from({ length: 20 }, (_, i) => `K${i + 1};Gudang A;1.200`)),
    { date: '2026-02-08' },
  );
  assert.equal(stock.status, 'accepted', said(stock).join());
  const [sum] = await on.db.sql(`select sum(s.kuantitas)::int as n from raw.accurate_stock_ddd s`);
  assert.equal(sum?.n, 24_000);
});

test('a receipt belongs to the day of its shop: local as printed, or worked out from its offset', async () => {
  const outcome = await on.text(
    'raw.iseller_sales',
    lines(
      HEAD,
      receipt('ST1 A', 1, '2026-02-03T16:59:59Z'), // 23:59:59 in Jakarta
      receipt('ST2 A', 2, '2026-02-03T16:59:59Z'), // 00:59:59 the next day in Makassar
      receipt('ST3 A', 3, '2026-02-04T00:30:00+09:00'), // as it stood on the wall in Jayapura
      receipt('ST3 A', 4, '2026-02-04 00:30:00'),
    ),
  );
  assert.deepEqual(
    [outcome.status, outcome.covers_from, outcome.covers_to, outcome.snapshot_date],
    ['accepted', '2026-02-03', '2026-02-04', '2026-02-04'],
  );
  assert.deepEqual(
    (await current(`i.tanggal < '2026-02-05'`)).map((r) => `${r.outlet_code} ${r.tanggal} ${r.pairs}`),
    ['ST1 2026-02-03 1', 'ST2 2026-02-04 1', 'ST3 2026-02-04 2'],
  );
  // The same without offsets, from a program that prints Jakarta's clock everywhere.
  await on.db.sql(`update ops.settings set value = 'Asia/Jakarta' where key = 'iseller.time_zone'`);
  const jakarta = await on.text('raw.iseller_sales', lines(HEAD, receipt('ST3 A', 5, '2026-02-01 22:30:00')));
  assert.equal(jakarta.covers_to, '2026-02-02');
  await on.db.sql(`update ops.settings set value = null where key = 'iseller.time_zone'`);
});

test('the same file twice is known; a changed one supersedes; shops and days that it does not name stay', async () => {
  const before = await statuses();
  const first = lines(HEAD, receipt('ST1 A', 1, '2026-02-05 10:00:00', 'K1', 3), receipt('ST2 A', 2, '2026-02-05 10:00:00', 'K2', 5));
  const one = await on.text('raw.iseller_sales', first);
  const twin = await on.text('raw.iseller_sales', first);
  assert.deepEqual([twin.status, twin.load_id, exitCode(twin)], ['accepted', one.load_id, 0]);
  assert.match(twin.notes.join(), /holds the very same rows: nothing was written/);
  assert.equal(await statuses(), `${before} accepted`);

  // A receipt of ST1 was voided and another came; ST2 is not in this export.
  const two = await on.text('raw.iseller_sales', lines(HEAD, receipt('ST1 A', 9, '2026-02-05 18:00:00', 'K3', 1)));
  assert.equal(two.status, 'accepted');
  assert.equal(await statuses(), `${before} superseded accepted`);
  const day = `i.tanggal = '2026-02-05'`;
  assert.deepEqual(
    (await current(day)).map((r) => [r.outlet_code, r.pairs]),
    [
      ['ST1', 1],
      ['ST2', 5],
    ],
  );

  const [{ strays }] = await on.db.sql(
    `select count(*)::int as strays from raw.iseller_sales i join raw.load_history h on h.load_id = i.load_id where i.is_current and h.status <> 'accepted'`,
  );
  assert.equal(strays, 0, 'what counts belongs to an accepted load');
  // Taken back, the export before it speaks again, exactly.
  await on.db.sql(`select raw.pos_undo($1)`, two.load_id);
  assert.deepEqual(
    (await current(day)).map((r) => [r.outlet_code, r.pairs]),
    [
      ['ST1', 3],
      ['ST2', 5],
    ],
  );
});

test('a file joined to itself is quarantined, and counts nowhere; totals that do not add up are told', async () => {
  const rows = Array.from({ length: 6 }, (_, i) => receipt('ST1 A', i, '2026-02-06 10:00:00', `K${i + 1}`));
  const doubled = await on.text('raw.iseller_sales', lines(HEAD, ...rows, ...rows));
  assert.deepEqual([doubled.status, exitCode(doubled)], ['quarantined', 3]);
  assert.deepEqual(
    doubled.checks.filter((c) => !c.passed && c.severity === 'block').map((c) => c.check),
    ['doubled_file'],
  );
  assert.deepEqual(await current(`i.tanggal = '2026-02-06'`), []);
  const twice = await on.text('raw.iseller_sales', lines(HEAD, ...rows, rows[0]!.replaceAll('"100,000.00"', '"200,000.00"')));
  assert.equal(twice.status, 'accepted', 'one line rung up twice is a sale');
  assert.deepEqual(
    twice.checks.filter((c) => !c.passed).map((c) => c.check),
    ['receipt_totals'],
  );
});

test('unknown shops are warned about; a day that has not come is refused', async () => {
  const outcome = await on.text('raw.iseller_sales', lines(HEAD, receipt('Pop Up', 1, '2026-02-01 10:00:00')));
  assert.equal(outcome.status, 'accepted');
  assert.match(outcome.checks.find((c) => c.check === 'unknown_store')?.message ?? '', /1 toko kasir belum dikenal: Pop Up/);
  const future = await on.text('raw.iseller_sales', lines(HEAD, receipt('ST1 A', 1, '2026-02-10 10:00:00')));
  assert.match(said(future).join(), /that day has not come yet/);
});
