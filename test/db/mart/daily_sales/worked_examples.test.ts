// The report of the daily sales in words and digits, from loads that went through the checks like any other.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { renderReportMail } from '../../../../src/reports/mail.ts';
import { readReport } from '../../../../src/reports/types.ts';
import { testDatabase } from '../../../support/harness.ts';
import { type SalesRow, sales } from '../../../support/loads.ts';

const db = await testDatabase();
const DAY = '2026-02-08';
await db.setClock('2026-03-02T10:30:00+07:00');
await db.sql(`update raw.load_checks set is_enabled = false where is_releasable`);
// Loads go with each example; the loads of frozen revisions, which may not, are none here.
await db.sql('alter table ops.revision_loads disable trigger user');

const codeOf = (call: Promise<unknown>): Promise<string | undefined> =>
  call.then(
    () => undefined,
    (error: { code?: string }) => error.code,
  );
const load = (entity: string, rows: readonly SalesRow[], day = DAY, from = day) => sales(db.sql, { entity, day, from, to: day, rows });
const line = (invoice: string, amount: number, pairs = 1, shop = 'Toko A', tanggal = DAY): SalesRow => ({
  tanggal,
  nomor_invoice: invoice,
  kode_barang: 'K1',
  nama_barang: 'SANDAL',
  nama_gudang: shop,
  kuantitas: pairs,
  total_harga: amount,
});
const report = async (day = DAY) => (await db.sql('select mart.daily_sales_report($1) as r', day))[0].r;

beforeEach(async () => {
  await db.sql(
    'truncate raw.load_history, core.fact_sales, core.sales_days, core.agg_sales_daily, core.sales_monthly, portal.sales_target, portal.store, portal.warehouse cascade',
  );
  await db.sql(
    `insert into portal.store (store_code, name, branch, monthly_target) values ('A', 'Toko A', 'BALI', 1400000000), ('B', 'Toko B', 'JAWA', null)`,
  );
  await db.sql(
    `insert into portal.warehouse (entity, nama_gudang, kind, store_code)
     select e, 'Toko ' || s, 'STORE', s from unnest('{DDD,MBB,UBB}'::text[]) e, unnest('{A,B}'::text[]) s`,
  );
});

test('456 transactions, Rp 45.678.000, target Rp 50.000.000: Rp 100.171 on average, 91,4 %, Below Target', async () => {
  // 455 × 100.000 + 178.000; 1.400.000.000 ÷ 28 days = 50.000.000.
  await load(
    'DDD',
    Array.from({ length: 300 }, (_, i) => line(`D-${i}`, 100_000)),
  );
  await load(
    'MBB',
    Array.from({ length: 155 }, (_, i) => line(`M-${i}`, 100_000)),
  );
  await load('UBB', [line('U-1', 178_000)]);
  const { figures, result } = await report();
  const all = figures.rows.find((r: { period: string; branch: string | null }) => r.period === 'hari' && r.branch === null);
  assert.deepEqual([all.transaction_count, Number(all.sales_amount), Number(all.target_amount)], [456, 45_678_000, 50_000_000]);
  assert.deepEqual(
    result.key_figures.slice(0, 5).map((f: { value: string; note: string | null }) => [f.value, f.note]),
    [
      ['456 nota', null],
      ['Rp 45.678.000', 'termasuk PPN'],
      ['Rp 100.171', null],
      ['Rp 50.000.000', null],
      ['91,4 %', 'Below Target'],
    ],
  );
  assert.equal(result.subject, 'Penjualan Harian 8 Feb 2026: Rp 45.678.000, 91,4 % Below Target');
  assert.match(result.verdict, /^456 transaksi, penjualan Rp 45\.678\.000 \(91,4 % dari target\): Below Target\./);
  assert.deepEqual(result.steps.slice(1, 5), [
    'Langkah 2: Dari baris itu 456 nota memuat barang terjual (Rp 45.678.000); 0 dokumen retur (Rp 0) tidak dihitung sebagai transaksi, nilainya dikurangkan: Rp 45.678.000 − Rp 0 = Rp 45.678.000.',
    'Langkah 3: Rata-rata per transaksi = penjualan ÷ transaksi: Rp 45.678.000 ÷ 456 = Rp 100.171.',
    'Langkah 4: Target hari = target bulan ÷ jumlah hari: Rp 1.400.000.000 ÷ 28 = Rp 50.000.000.',
    'Langkah 5: Pencapaian = penjualan ÷ target: Rp 45.678.000 ÷ Rp 50.000.000 = 91,4 %; mulai 100 % On Track, di bawahnya Below Target: Below Target.',
  ]);
  assert.match(
    result.steps[0],
    /DDD 300 baris, Rp 30\.000\.000; MBB 155 baris, Rp 15\.500\.000; UBB 1 baris, Rp 178\.000\. Jumlah 456 baris, Rp 45\.678\.000\.$/,
  );
  assert.match(result.warnings.join('\n'), /21 hari-entitas tanpa data/);

  const mail = renderReportMail(readReport(result), { isTest: false, recipientName: 'Sari' });
  for (const form of [mail.html, mail.text.replace(/\s+/g, ' ')])
    for (const words of ['456 nota', 'Rp 100.171', '91,4 %', 'Below Target', 'Langkah 3:']) assert.ok(form.includes(words), words);
});

test('exactly on target is On Track, one rupiah less is not; a changed threshold is followed and named', async () => {
  for (const [amount, status] of [
    [50_000_000, 'On Track'],
    [49_999_999, 'Below Target'],
  ] as const) {
    for (const entity of ['MBB', 'UBB']) await load(entity, []);
    await load('DDD', [line('D-1', amount)]);
    const { result } = await report();
    assert.equal(result.key_figures[4].note, status);
    assert.equal(result.key_figures[4].value, '100,0 %');
  }
  await db.sql(`update ops.settings set value = '99.5' where key = 'daily_sales.on_track_pct'`);
  const { result } = await report();
  assert.equal(result.key_figures[4].note, 'On Track');
  assert.match(result.footer[0], /On Track mulai 99,5 % dari target \(diubah/);
  await db.sql(`update ops.settings set value = null where key = 'daily_sales.on_track_pct'`);
});

test('no sale that day: no average, no division, and it says so', async () => {
  for (const entity of ['DDD', 'MBB', 'UBB']) await load(entity, []);
  const { result } = await report();
  assert.match(result.verdict, /^Tidak ada penjualan pada tanggal ini\. Bulan berjalan Rp 0 \(0,0 % dari target\): Below Target\.$/);
  assert.deepEqual([result.key_figures[0].value, result.key_figures[2].value, result.key_figures[4].value], ['0 nota', '–', '0,0 %']);
  assert.match(result.steps[2], /tidak ada rata-rata/);
});

test('returns only: no transaction, the amount is negative; no target anywhere: no achievement', async () => {
  await db.sql('update portal.store set monthly_target = null');
  await load('DDD', [line('RT-1', -500_000, -2)]);
  for (const entity of ['MBB', 'UBB']) await load(entity, []);
  const { result } = await report();
  assert.match(result.verdict, /^0 transaksi, penjualan -Rp 500\.000: Tanpa target\./);
  assert.equal(result.subject, 'Penjualan Harian 8 Feb 2026: -Rp 500.000, Tanpa target');
  assert.deepEqual(result.key_figures[0], { label: 'Transaksi', value: '0 nota', note: '1 retur tidak dihitung' });
  assert.match(result.steps[1], /Rp 0 − Rp 500\.000 = -Rp 500\.000\.$/);
});

test('a sale without a shop and a shop without a branch are counted, named, and never lost', async () => {
  await db.sql(`update portal.store set branch = null where store_code = 'B'`);
  await load('DDD', [line('D-1', 1_000_000), line('D-2', 200_000, 1, 'Toko B'), line('D-3', 30_000, 1, 'entah')]);
  for (const entity of ['MBB', 'UBB']) await load(entity, []);
  const { result } = await report();
  const { rows, footer } = result.sections[0].table;
  assert.deepEqual(
    rows.map((r: string[]) => r.slice(0, 3)),
    [
      ['BALI', '1', '1.000.000'],
      ['TANPA CABANG', '2', '230.000'],
    ],
  );
  assert.deepEqual(footer.slice(0, 3), ['Semua', '3', '1.230.000']);
  assert.match(result.warnings.join('\n'), /Rp 30\.000 dari penjualan 8 Feb 2026 tidak dapat dikaitkan dengan toko mana pun \(1 nota\)/);
});

test('the month begins anew: its first day is day and month at once', async () => {
  await load('DDD', [line('D-1', 70_000, 1, 'Toko A', '2026-01-31')], '2026-01-31');
  await load('DDD', [line('D-2', 90_000, 1, 'Toko A', '2026-02-01')], '2026-02-01');
  for (const entity of ['MBB', 'UBB']) await load(entity, [], '2026-02-01');
  const { figures } = await report('2026-02-01');
  const [month, day] = ['bulan', 'hari'].map((p) =>
    figures.rows.find((r: { period: string; branch: unknown }) => r.period === p && r.branch === null),
  );
  assert.deepEqual([Number(month.sales_amount), month.date_from, month.target_amount], [90_000, '2026-02-01', day.target_amount]);
});

test('sales of an entity missing: no report, and the error names it', async () => {
  await load('DDD', [line('D-1', 1)]);
  await load('UBB', []);
  assert.equal(await codeOf(report()), 'MD203');
  await assert.rejects(report(), /MBB is missing/);
  await load('MBB', []);
  assert.equal((await report()).result.key_figures[0].value, '1 nota');
});

test('a formula from the vendor stays text', async () => {
  await db.sql(`update portal.store set branch = '=HYPERLINK("http://x")<b>' where store_code = 'A'`);
  await load('DDD', [line('D-1', 1)]);
  for (const entity of ['MBB', 'UBB']) await load(entity, []);
  const { result } = await report();
  assert.equal(result.sections[0].table.rows[0][0], '=HYPERLINK("http://x")<b>');
  const { html } = renderReportMail(readReport(result), { isTest: false, recipientName: '' });
  assert.ok(html.includes('=HYPERLINK(&quot;http://x&quot;)&lt;b&gt;') || html.includes('=HYPERLINK("http://x")&lt;b&gt;'));
});

test('since the last report: what sold, which branches fell below or came back, and who changed a target', async () => {
  const freeze = async (day: string): Promise<void> => {
    const { figures, result } = await report(day);
    const [{ id }] = await db.sql(`select ops.work_item_open('report.daily_sales', $1) as id`, day);
    await db.sql(
      `insert into ops.work_item_revisions (work_item_id, revision_no, figures, result, figures_hash, run_token)
       values ($1, 1, $2, $3, encode(sha256(convert_to($2::jsonb::text, 'UTF8')), 'hex'), gen_random_uuid())`,
      id,
      JSON.stringify(figures),
      JSON.stringify(result),
    );
    await db.sql('update ops.work_items set revision_no = 1 where id = $1', id);
  };
  const day = async (on: string, bali: number, jawa: number) => {
    await load('DDD', [line(`D-${on}`, bali, 1, 'Toko A', on), line(`E-${on}`, jawa, 1, 'Toko B', on)], on);
    for (const entity of ['MBB', 'UBB']) await load(entity, [], on);
  };
  await db.sql(`update portal.store set monthly_target = 28000000`);
  await day('2026-02-01', 3_000_000, 100_000);
  await freeze('2026-02-01');
  await day('2026-02-02', 100_000, 2_000_000);
  await db.sql(`insert into portal.sales_target (store_code, month, amount) values ('A', '2026-02-01', 56000000)`);
  const { result } = await report('2026-02-02');
  assert.deepEqual(result.changes, {
    since_text: 'dibanding 1 Feb 2026',
    items: [
      'Penjualan Rp 2.100.000 (2 transaksi), turun Rp 1.000.000 dari Rp 3.100.000 (2 transaksi).',
      'Bulan berjalan turun menjadi Below Target: BALI.',
      'Bulan berjalan kembali On Track: JAWA.',
    ],
  });
  assert.match(result.settings_changes.items.join('\n'), /^Target A:2026-02-01 ditambahkan \(/);
  await freeze('2026-02-02');
  // Another month, another target: its first day turns nobody.
  await day('2026-03-01', 1, 1);
  const march = (await report('2026-03-01')).result.changes;
  assert.equal(march.since_text, 'dibanding 2 Feb 2026');
  assert.equal(march.items.length, 1);
});
