// What the mail adds to the figures: tiers that got worse, what a correction changes, where else the report stands.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type pg from 'pg';
import { testDatabase } from '../../../support/harness.ts';

const db = await testDatabase();
const client: pg.PoolClient = await db.deployPool.connect();
const ask = async (text: string, ...values: unknown[]): Promise<Record<string, unknown>[]> => (await client.query(text, values)).rows;

async function freeze(date: string, rows: object[], isReady = true): Promise<string> {
  const [item] = await ask(`select ops.work_item_open('report.control_stock', $1) as id`, date);
  await ask(
    `insert into ops.work_item_revisions (work_item_id, revision_no, figures, result, figures_hash, run_token)
     values ($1, 1, $2::jsonb, '{}', encode(sha256(convert_to($2::jsonb::text, 'UTF8')), 'hex'), gen_random_uuid())`,
    item?.id,
    JSON.stringify({ is_ready: isReady, rows }),
  );
  await ask('update ops.work_items set revision_no = 1 where id = $1', item?.id);
  return String(item?.id);
}

const rowsOf = (tier: number | null, flags: string[]): { tier: number | null; flag: string }[] => flags.map((flag) => ({ tier, flag }));

test('a tier is told of when its share of articles to order rose, compared exactly, and only against a report with verdicts', async () => {
  await client.query('begin');
  await freeze('2026-02-05', [...rowsOf(1, ['OK', 'OK', 'OK'])]);
  await freeze('2026-02-06', [
    ...rowsOf(1, ['MUST_PO', 'OK', 'OK']),
    ...rowsOf(2, ['MUST_PO', 'OK', 'OK', 'OK']),
    ...rowsOf(3, ['MUST_PO', 'OK']),
    ...rowsOf(null, ['OK', 'OK']),
  ]);
  await freeze('2026-02-07', [], false);
  await client.query(`create temp table report_rows (tier_label text, flag text) on commit drop`);
  const now = {
    '1': ['MUST_PO', 'MUST_PO', 'OK', 'OK', 'OK', 'OK'],
    '2': ['MUST_PO', 'MUST_PO', 'OK', 'OK'],
    '3': ['OK', 'OK'],
    '8': ['MUST_PO'],
    UNMAPPED: ['MUST_PO', 'OK'],
  };
  for (const [tier, flags] of Object.entries(now))
    for (const flag of flags) await client.query('insert into pg_temp.report_rows values ($1, $2)', [tier, flag]);
  const told = await ask(`select * from mart.control_stock_tier_alerts('2026-02-08') order by 1`);
  await client.query('rollback');
  assert.deepEqual(
    told.map((row) => row.tier_label),
    ['2', 'UNMAPPED'],
    'one of three and two of six are the same share; a tier that is new has no share before',
  );
  assert.equal(
    told[0]?.line,
    'Perhatian tier: bagian artikel WAJIB PO naik dari 25,0% menjadi 50,0% (2 dari 4 artikel) dibanding 6 Feb 2026.',
  );
});

const article = (kode_mix: string, more: object): object => ({
  kode_mix,
  name: 'MEN CLASSIC',
  is_mapped: true,
  total_pairs: 600,
  sold_window: 1500,
  months_of_cover: 1.2,
  flag: 'MUST_PO',
  recommended_po: 1500,
  ...more,
});

test('a correction says first what differs, article by article, in the words of the report', async () => {
  const base = {
    title: 'Control Stock',
    subject: 'Control Stock 8 Feb 2026: 1 artikel WAJIB PO',
    verdict: 'Dua artikel.',
    sections: [{ key: 'must_po' }],
  };
  const approved = {
    total_pairs: 600,
    articles: 2,
    must_po: 1,
    rows: [article('B', {}), article('A', {}), article('Z', { total_pairs: 5 })],
  };
  const corrected = {
    total_pairs: 1600,
    articles: 2,
    must_po: 0,
    rows: [article('A', {}), article('B', { total_pairs: 1600, months_of_cover: 3.2, flag: 'OK', recommended_po: 0 }), article('C', {})],
  };
  const [{ result }] = (await ask(
    'select mart.control_stock_correction($1, 17, $2, $3, $4) as result',
    base,
    approved,
    corrected,
    'Retur salah ketik',
  )) as [
    {
      result: {
        subject: string;
        title: string;
        verdict: string;
        sections: { key: string; title: string; intro: string; table: { rows: string[][] } }[];
        changes: { items: string[] };
      };
    },
  ];
  assert.equal(result.subject, 'Koreksi Control Stock 8 Feb 2026: 1 artikel WAJIB PO');
  assert.equal(result.title, 'Koreksi Control Stock');
  assert.match(result.verdict, /^Koreksi: 3 artikel berubah/);
  const [section, next] = result.sections;
  assert.equal(next?.key, 'must_po');
  assert.equal(section?.intro, 'Dibanding laporan yang sudah disetujui (item 17). Alasan: Retur salah ketik');
  assert.deepEqual(section?.table.rows.slice(0, 5), [
    ['B MEN CLASSIC', 'Stok', '600', '1.600'],
    ['B MEN CLASSIC', 'Sisa bulan', '1,2', '3,2'],
    ['B MEN CLASSIC', 'Status', 'WAJIB PO', 'aman'],
    ['B MEN CLASSIC', 'Usulan PO', '1.500', '0'],
    ['C MEN CLASSIC', 'Stok', '–', '600'],
  ]);
  assert.ok(
    section?.table.rows.some(([name, label, was, now]) => name === 'Z MEN CLASSIC' && label === 'Stok' && was === '5' && now === '–'),
  );
  assert.ok(!section?.table.rows.some(([name]) => name?.startsWith('A ')), 'what is the same is not shown');
  assert.deepEqual(result.changes.items, ['Total stok (pasang): 600 → 1.600', 'Artikel WAJIB PO: 1 → 0']);
});

test('a correction of very many articles is a table of thirty rows that says how many more there are', async () => {
  const many = (stock: number): object => ({
    rows: Array.from({ length: 500 }, (_, i) => article(`A${1000 + i}`, { total_pairs: stock })),
  });
  const [{ result }] = (await ask(
    `select mart.control_stock_correction('{"sections": []}', 1, $1, $2, null) as result`,
    many(1),
    many(2),
  )) as [{ result: { sections: { table: { rows: string[][] }; more: string }[] } }];
  assert.deepEqual([result.sections[0]?.table.rows.length, result.sections[0]?.more], [30, '+470 perubahan lainnya → lihat lampiran']);
});

test('the mail is told where else the report stands and how old that is', async () => {
  const id = await freeze('2026-02-08', []);
  const links = async (): Promise<unknown> => (await ask('select ops.work_item_links($1) as links', id))[0]?.links;
  assert.deepEqual(await links(), []);
  await db.setClock('2026-02-08T09:05:00+07:00');
  await ask(`select ops.report_link_put('report.control_stock', 'notion', 'https://notion.example/p')`);
  await ask(`select ops.report_link_put('report.control_stock', 'sheet', 'https://sheet.example/d/1', '2026-02-06')`);
  assert.deepEqual(await links(), [
    {
      label: 'Google Sheet',
      url: 'https://sheet.example/d/1',
      note: 'masih memuat angka 6 Feb 2026 (2 hari sebelumnya), diisi 8 Feb 2026 pukul 09.05 WIB; angka laporan ini menyusul',
    },
    { label: 'Notion', url: 'https://notion.example/p', note: 'belum pernah diisi' },
  ]);
  await ask(`select ops.report_link_put('report.control_stock', 'sheet', 'https://sheet.example/d/1', '2026-02-08')`);
  assert.match(JSON.stringify(await links()), /memuat angka laporan ini, diisi 8 Feb 2026 pukul 09.05 WIB/);
  client.release();
});
