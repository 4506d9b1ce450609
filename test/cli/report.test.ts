// `mandor report`: what a person sees, what a machine reads, what a mistake gets as an answer.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Report, reportCsv, reportText } from '../../src/cli/report-text.ts';
import { openClient } from '../../src/db/pool.ts';
import { makeCompany, prepareShops, storeCompany } from '../db/mart/support/shops.ts';
import type { Session } from '../oracle/database.ts';
import { type CliOutcome, mandor } from '../support/cli.ts';
import { testDatabase } from '../support/harness.ts';

process.env.NO_COLOR = '1';
const db = await testDatabase();
const run = (...args: string[]): Promise<CliOutcome> => mandor(['report', ...args], { DATABASE_URL: db.url });

before(async () => {
  const session = await openClient(db.url, 'mandor_deploy');
  await prepareShops(session as Session);
  await storeCompany(session as Session, makeCompany(3));
  await session.end();
});

const report = (rows: Report['rows'], extra: Partial<Report> = {}): Report => ({
  key: 'x',
  title: 'Judul',
  description: '',
  columns: [
    { name: 'nama', label: 'Nama' },
    { name: 'nilai', label: 'Nilai', decimals: 1 },
    { name: 'pada', label: 'Pada', kind: 'date' },
  ],
  filters: [],
  rows,
  total: rows.length,
  is_cut: false,
  ...extra,
});

test('a table: numbers as an Indonesian office writes them, to the right; dates in words; empty cells as a dash', () => {
  const text = reportText(
    report(
      [
        { nama: 'Toko Satu', nilai: 1234567.25, pada: '2026-08-09' },
        { nama: 'Toko\u001b[2J\nDua', nilai: -3, pada: null },
        { nama: 'x'.repeat(80), nilai: null, pada: null },
      ],
      { total: 1500, is_cut: true, filters: [{ name: 'nama', label: 'nama', operator: 'contains', value: 'o', is_default: true }] },
    ),
  );
  assert.match(text, /^Judul\nFilter: nama memuat o \(bawaan\)\n\nNama +Nilai {2}Pada\n/);
  assert.match(text, /\nToko Satu +1\.234\.567,3 {2}9 Agu 2026\n/);
  assert.match(text, /\nToko \[2J Dua +-3,0 {2}–\n/);
  assert.match(text, /\nx{47}… +– {2}–\n/);
  assert.match(text, /\n3 dari 1\.500 baris; --limit/);
  assert.match(reportText(report([])), /Tidak ada baris\./);
});

test('CSV: plain numbers, quoted text, and no cell that a spreadsheet would run', () => {
  const hostile = ['=HYPERLINK("http://x")', '+1', '-1+2', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\uff1d1', '|calc', '\n=1'];
  const rows = hostile.map((nama) => ({ nama, nilai: -12.5, pada: '2026-02-08' }));
  const lines = reportCsv(report([...rows, { nama: 'biasa, "saja"', nilai: 0, pada: null }]));
  for (const nama of hostile) assert.ok(lines.includes(`'${nama.replaceAll('"', '""')}`), JSON.stringify(nama));
  assert.equal(lines.split(',-12.5,2026-02-08\n').length, hostile.length + 1);
  assert.ok(lines.endsWith('"biasa, ""saja""",0,\n'));
  assert.ok(lines.startsWith('Nama,Nilai,Pada\n'));
});

test('list names the reports, their filters and an example each', async () => {
  const { code, stdout } = await run('list');
  assert.equal(code, 0);
  assert.match(stdout, /^ff_fb: Full floor dan full box\n/m);
  assert.match(stdout, /^stok: Stok per artikel\n {2}Stok, penjualan[^\n]+\n {2}--filter tier=1 +tier\n/m);
  assert.match(stdout, /--filter tanggal=kemarin +tanggal \(bawaan: kemarin\)/);
  const json = JSON.parse((await run('list', '--json')).stdout) as { key: string }[];
  assert.ok(json.some((r) => r.key === 'target'));
});

test('a report with filters, as table, JSON and CSV', async () => {
  const text = await run('stok', '--filter', 'artikel=M', '--filter', 'terpetakan=ya', '--limit', '2');
  assert.equal(text.code, 0, text.stderr);
  assert.match(text.stdout, /^Stok per artikel\nFilter: kode artikel memuat M · ada di Kode Mix = true\n\nTier +Artikel/);
  assert.match(text.stdout, /\n2 dari \d+ baris/);
  const json = JSON.parse((await run('stok', '--filter', 'artikel=M', '--json')).stdout) as Report;
  const csv = (await run('stok', '--filter', 'artikel=M', '--csv')).stdout.trimEnd().split('\n');
  assert.equal(csv.length, json.total + 1);
  assert.match(csv[0]!, /^Tier,Artikel,Nama,Stok,/);
});

test('a mistake is answered with what would be right, in one line, with exit code 1', async () => {
  for (const [args, says] of [
    [['stock'], /there is no report stock[^\n]*Reports: .*stok, target\.\n$/],
    [['stok', '--filter', 'tipe=1'], /has no filter tipe\. Filters: tier=1, artikel=M1CA01/],
    [['stok', '--filter', 'tier=satu'], /It takes a whole number, for example tier=1\./],
    [['stok', '--filter', 'tier'], /Write name=value, for example tier=1/],
    [['stok', '--filter', 'tier=1', '--filter', 'tier=2'], /given twice/],
    [['stok', '--limit', '0'], /from 1 to 10000/],
    [['stok', '--json', '--csv'], /not both/],
    [[`stok'; drop table ops.settings; --`], /there is no report/],
  ] as [string[], RegExp][]) {
    const { code, stdout, stderr } = await run(...args);
    const document = args.includes('--json') ? JSON.parse(stdout).status : stdout;
    assert.deepEqual([code, document], [1, args.includes('--json') ? 'failed' : ''], args.join(' '));
    assert.match(stderr, says);
    assert.ok(!/\n {4}at /.test(stderr));
  }
});
