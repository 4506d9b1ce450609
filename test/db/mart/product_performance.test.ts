// The weekly report in words, and what it says against the week before. Its ranks are tested with the views.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderReportMail } from '../../../src/reports/mail.ts';
import { readReport } from '../../../src/reports/types.ts';
import { testDatabase } from '../../support/harness.ts';
import { type SalesRow, sales } from '../../support/loads.ts';

const db = await testDatabase();
const WEEK = ['2026-02-08', '2026-02-15'] as const;
await db.setClock('2026-02-16T09:00:00+07:00');
await db.sql(`update raw.load_checks set is_enabled = false where is_releasable`);
await db.sql(
  `insert into portal.kodemix (kode_barang, kode, kode_mix, name, series, status)
   select 'C' || n, 'C' || n, 'C' || n, 'KLASIK ' || n, 'CLASSIC', 'ACTIVE' from generate_series(1, 12) n
   union all select 'S1', 'S1', 'S1', '=HYPERLINK("http://x")', 'SLIDE', 'ACTIVE'`,
);

const load = (entity: string, day: string, rows: readonly SalesRow[]) => sales(db.sql, { entity, day, rows });
const line = (code: string, amount: number, pairs: number, day: string): SalesRow => ({
  tanggal: day,
  nomor_invoice: `${code}-${day}`,
  kode_barang: code,
  nama_barang: 'SANDAL',
  kuantitas: pairs,
  total_harga: amount,
});
const report = async (day: string) => (await db.sql('select mart.product_performance_report($1) as r', day))[0].r;
const freeze = async (day: string, figures: unknown): Promise<void> => {
  const [{ id }] = await db.sql(`select ops.work_item_open('report.product_performance', $1) as id`, day);
  await db.sql(
    `insert into ops.work_item_revisions (work_item_id, revision_no, figures, result, figures_hash, run_token)
     values ($1, 1, $2, '{}', encode(sha256(convert_to($2::jsonb::text, 'UTF8')), 'hex'), gen_random_uuid())`,
    id,
    JSON.stringify(figures),
  );
  await db.sql('update ops.work_items set revision_no = 1 where id = $1', id);
};

test('no report before the sales of all three are there; without a sale it says so', async () => {
  await load('DDD', '2026-02-01', []);
  await assert.rejects(report('2026-02-01'), { code: 'MD203' });
  for (const entity of ['MBB', 'UBB']) await load(entity, '2026-02-01', []);
  const { figures, result } = await report('2026-02-01');
  assert.equal(result.verdict, 'Penjualan 5 Jan 2026 – 1 Feb 2026: Rp 0 dari 0 artikel, 0 pasang.');
  assert.equal(figures.rows.length, 13, 'articles that should sell and did not');
  assert.match(result.warnings.join('\n'), /Periode belum lengkap: 81 hari-entitas/);
  assert.ok(renderReportMail(readReport(result), { isTest: false, recipientName: '' }).text.includes('Rp 0'));
});

test('best and worst of each series, the greatest series first; returns are subtracted; vendor text stays text', async () => {
  const [day] = WEEK;
  await load('DDD', day, [
    ...Array.from({ length: 11 }, (_, i) => line(`C${i + 1}`, (12 - i) * 100_000, 1, day)),
    line('X9', 50_000, 1, day), // in no list
  ]);
  await load('MBB', day, [line('S1', 3_000_000, 10, day)]);
  await load('UBB', day, [line('C1', -250_000, -1, day)]);
  const { figures, result } = await report(day);
  assert.equal(
    result.verdict,
    'Penjualan 12 Jan 2026 – 8 Feb 2026: Rp 10.500.000 dari 12 artikel, 21 pasang. Teratas: S1 =HYPERLINK("http://x") (Rp 3.000.000).',
  );
  const [ranking, classic, slide, none] = result.sections;
  assert.deepEqual([classic.title, slide.title, none.title], ['Seri CLASSIC', 'Seri SLIDE', 'Seri TANPA SERI']);
  assert.equal(classic.more, '+2 lainnya di tengah');
  assert.deepEqual(
    classic.table.rows.map((r: string[]) => [r[0], r[1]]),
    [2, 3, 1, 4, 5].map((n) => [`C${n} KLASIK ${n}`, 'teratas']).concat([8, 9, 10, 11, 12].map((n) => [`C${n} KLASIK ${n}`, 'terbawah'])),
  );
  assert.equal(ranking.sentences[0], 'Artikel S1 =HYPERLINK("http://x"): peringkat 1, Rp 3.000.000 dari 10 pasang');
  // Kode C1: 12 × 100.000 sold, 250.000 returned.
  assert.equal(Number(figures.rows.find((r: { kode_mix: string }) => r.kode_mix === 'C1').revenue_amount), 950_000);
  const steps = result.steps.join('\n');
  assert.match(steps, /Langkah 1: .* \(28 hari\) dari DDD, MBB, UBB: 14 baris, 21 pasang bersih, Rp 10\.500\.000/);
  assert.match(steps, /Langkah 2: .*14 artikel terjual atau aktif, jumlah 21 pasang, Rp 10\.500\.000/);
  assert.match(result.warnings.join('\n'), /1 kode belum ada di Kode Mix/);
  await freeze(day, figures);
});

test('against the frozen report of the week before: revenue, who came in and who fell out', async () => {
  const day = WEEK[1];
  await db.sql(`update ops.settings set value = '3' where key = 'report.top_rows'`);
  await load('DDD', day, [line('C11', 9_000_000, 30, day)]);
  for (const entity of ['MBB', 'UBB']) await load(entity, day, []);
  const { result } = await report(day);
  assert.deepEqual(result.changes, {
    since_text: 'dibanding 8 Feb 2026',
    items: [
      'Pendapatan Rp 19.500.000, naik Rp 9.000.000.',
      'Baru masuk 3 teratas: C11 KLASIK 11 (dari 12).',
      'Keluar dari 3 teratas: C3 KLASIK 3 (sekarang 4).',
    ],
  });
});
