// Each check of layer 2 finds the one thing that it is there for, says it in a sentence for people, and finds nothing in a
// report as it should be. Everything happens in a transaction that is rolled back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type pg from 'pg';
import { testDatabase } from '../../support/harness.ts';
import { sales, stock } from '../../support/loads.ts';
import { DAY, freeze, loadDay, openReport, stockRows } from './support/reported.ts';

const db = await testDatabase();
const worker = await loadDay(db);
const ITEMS: Record<string, string> = {};
for (const key of ['report.control_stock', 'report.daily_sales', 'report.product_performance']) ITEMS[key] = await openReport(db.sql, key);

// biome-ignore lint/suspicious/noExplicitAny: a test names the shape that it expects
type Sql = (text: string, ...values: unknown[]) => Promise<any[]>;
interface Reviewed {
  readonly outcome: string;
  /** Checks that failed. */
  readonly failed: readonly string[];
  readonly notes: string | null;
  readonly chat: string | undefined;
}
interface Spoil {
  readonly before?: (sql: Sql) => Promise<unknown>;
  readonly after?: (sql: Sql, item: string) => Promise<unknown>;
}

/** Freezes the report with something wrong before or after it, reviews it, and forgets it all. */
async function review(definition: string, { before, after }: Spoil = {}): Promise<Reviewed> {
  const client: pg.PoolClient = await db.deployPool.connect();
  const sql: Sql = async (text, ...values) => (await client.query(text, values)).rows;
  const item = ITEMS[definition] as string;
  try {
    await sql('begin');
    await before?.(sql);
    assert.equal(await freeze(sql as never, definition, item, worker), 'done');
    await after?.(sql, item);
    const [{ outcome }] = await sql('select ops.review_run($1, 1) as outcome', item);
    const results = await sql('select check_key, is_passed from ops.review_results where work_item_id = $1', item);
    const [last] = await sql(
      `select reason, actor, actor_kind from ops.work_item_history where work_item_id = $1 and actor_kind = 'reviewer' order by id desc limit 1`,
      item,
    );
    if (last !== undefined) assert.equal(last.actor, definition === 'report.product_performance' ? 'overseer_shared' : 'overseer_ops');
    const [chat] = await sql(
      `select params ->> 'text' as text from ops.outbox where channel = 'telegram' and dedupe_key like 'telegram:review:%'`,
    );
    return {
      outcome,
      failed: results
        .filter((r) => !r.is_passed)
        .map((r) => r.check_key)
        .sort(),
      notes: last?.reason ?? null,
      chat: chat?.text,
    };
  } finally {
    await sql('rollback');
    client.release();
  }
}

/** As the owner, who can do what nobody may. */
const forge =
  (set: string) =>
  async (sql: Sql, item: string): Promise<void> => {
    await sql('alter table ops.work_item_revisions disable trigger user');
    await sql('alter table ops.work_item_revisions drop constraint work_item_revisions_figures_hash_check');
    await sql(`update ops.work_item_revisions r set ${set} where r.work_item_id = $1`, item);
  };
/** The same, with the hash worked out again, so that nothing but the contents can tell. */
const forgeFigures =
  (figures: string, result = 'r.result') =>
  async (sql: Sql, item: string): Promise<void> => {
    await forge(`figures = ${figures}, result = ${result}`)(sql, item);
    await sql(
      `update ops.work_item_revisions r set figures_hash = encode(sha256(convert_to(r.figures::text, 'UTF8')), 'hex') where r.work_item_id = $1`,
      item,
    );
  };

const STOCK = 'report.control_stock';
const SALES = 'report.daily_sales';
const PRODUCT = 'report.product_performance';

test('a report as it should be passes: on to the PIC, or out when nobody signs it', async () => {
  assert.deepEqual(await review(STOCK), { outcome: 'pending_approval', failed: [], notes: null, chat: undefined });
  assert.deepEqual(await review(SALES), { outcome: 'pending_approval', failed: [], notes: null, chat: undefined });
  assert.deepEqual(await review(PRODUCT), { outcome: 'approved', failed: [], notes: null, chat: undefined });
});

interface Case extends Spoil {
  readonly what: string;
  readonly definition: string;
  readonly check: string;
  readonly says: RegExp;
}

const CASES: readonly Case[] = [
  {
    what: 'figures that do not have their hash',
    definition: STOCK,
    check: 'hash_intact',
    says: /Angka beku utuh: angka yang tersimpan bukan angka yang dibekukan/,
    after: forge(`figures_hash = repeat('0', 64)`),
  },
  {
    what: 'a load that another displaced after the freezing',
    definition: STOCK,
    check: 'loads_newest',
    says: /Memakai data terbaru: stok DDD: laporan memakai muatan \d+, yang berlaku sekarang muatan \d+\./,
    after: (sql) => stock(sql as never, { entity: 'DDD', day: DAY, rows: stockRows('DDD') }),
  },
  {
    what: 'a report without steps',
    definition: SALES,
    check: 'text_complete',
    says: /Laporan lengkap: langkah-langkah perhitungan tidak ada\./,
    after: forge(`result = r.result || '{"steps": []}'`),
  },
  {
    what: 'an empty subject and an empty step',
    definition: PRODUCT,
    check: 'text_complete',
    says: /kalimat pembuka kosong\. 1 dari 4 langkah perhitungan kosong\./,
    after: forge(`result = jsonb_set(r.result || '{"verdict": " "}', '{steps,1}', '""')`),
  },
  {
    what: 'an article that is not in the report',
    definition: STOCK,
    check: 'control_stock.rows',
    says: /Daftar artikel lengkap: laporan berisi 4 artikel, sumbernya 5; tidak ada di laporan: Y\./,
    after: (sql) =>
      sql(`insert into portal.kodemix (kode_barang, kode, kode_mix, name, tier, status) values ('Y-1', 'Y', 'Y', 'BARU', 1, 'ACTIVE')`),
  },
  {
    what: 'a total forged by the owner, hash and words with it',
    definition: STOCK,
    check: 'control_stock.totals',
    says: /Jumlah = rinciannya: total stok: tertulis \S+, jumlah rinciannya \S+\./,
    after: forgeFigures(
      `jsonb_set(r.figures, '{total_pairs}', to_jsonb((r.figures ->> 'total_pairs')::numeric + 100))`,
      `jsonb_set(r.result, '{key_figures,0,value}', to_jsonb(mart.number_text((r.figures ->> 'total_pairs')::numeric + 100) || ' pasang'))`,
    ),
  },
  {
    what: 'stock that changed on the way through core',
    definition: STOCK,
    check: 'control_stock.stock',
    says: /Stok sama dengan data mentah: stok di laporan \S+ pasang, menurut data mentah \S+; berbeda pada 1 artikel, misalnya B \(laporan 1\.206, data mentah 1\.200\)/,
    before: (sql) => sql(`update core.agg_stock_article set store_pairs = store_pairs + 6 where kode_mix = 'B' and entity = 'DDD'`),
  },
  {
    what: 'sales that changed on the way through core',
    definition: STOCK,
    check: 'control_stock.sales',
    says: /Penjualan sama dengan data mentah: terjual dalam 3 bulan di laporan \S+ pasang, menurut data mentah \S+; berbeda pada 1 artikel, misalnya A/,
    before: (sql) => sql(`update core.agg_sales_daily set pairs_qty = pairs_qty + 2 where kode_mix = 'A' and tanggal = $1`, DAY),
  },
  {
    what: 'a subject and a key figure of another day',
    definition: STOCK,
    check: 'control_stock.text',
    says: /Tulisan sesuai angka: "Total stok" tertulis 1 pasang, angkanya [\d.]+ pasang\. judul tidak menyebut \d+ artikel WAJIB PO, \d+ overstock\./,
    after: forge(`result = jsonb_set(r.result || '{"subject": "Control Stock 7 Feb 2026"}', '{key_figures,0,value}', '"1 pasang"')`),
  },
  {
    what: 'a branch that is not in the report',
    definition: SALES,
    check: 'daily_sales.rows',
    says: /Daftar cabang lengkap: laporan berisi 6 baris cabang, sumbernya 6; tidak ada di laporan: bulan Cabang Utara, hari Cabang Utara; berlebih di laporan/,
    after: (sql) => sql(`update portal.store set branch = 'Cabang Utara' where store_code = 'S2'`),
  },
  {
    what: 'branches that do not add up',
    definition: SALES,
    check: 'daily_sales.totals',
    says: /Jumlah = rinciannya: baris \(hari\): tertulis 10, jumlah rinciannya 9\./,
    after:
      forgeFigures(`(select jsonb_set(r.figures, array['rows', (x.n - 1)::text, 'line_count'], '10') from jsonb_array_elements(r.figures -> 'rows') with ordinality x (row, n)
                            where x.row ->> 'period' = 'hari' and x.row ->> 'branch' is null)`),
  },
  {
    what: 'an amount that changed on the way through core',
    definition: SALES,
    check: 'daily_sales.sales',
    says: /Penjualan sama dengan data mentah: penjualan \(hari\) di laporan 1\.080\.001, menurut data mentah 1\.080\.000\. penjualan \(bulan\)/,
    before: (sql) => sql(`update core.fact_sales set total_amount = total_amount + 1 where nomor_invoice = 'DDD-H'`),
  },
  {
    what: 'a key figure of another day in the sales report',
    definition: SALES,
    check: 'daily_sales.text',
    says: /"Transaksi" tertulis 7 nota, angkanya 6 nota\./,
    after: forge(`result = jsonb_set(r.result, '{key_figures,0,value}', '"7 nota"')`),
  },
  {
    what: 'an article that is not in the product report',
    definition: PRODUCT,
    check: 'product_performance.rows',
    says: /tidak ada di laporan: Y\./,
    after: (sql) =>
      sql(`insert into portal.kodemix (kode_barang, kode, kode_mix, name, tier, status) values ('Y-1', 'Y', 'Y', 'BARU', 1, 'ACTIVE')`),
  },
  {
    what: 'two articles whose ranks were swapped',
    definition: PRODUCT,
    check: 'product_performance.ranks',
    says: /Peringkat benar: artikel \S+ \(peringkat 2, Rp \S+\) menjual lebih dari peringkat di atasnya/,
    after: forgeFigures(`jsonb_set(jsonb_set(r.figures, '{rows,0,revenue_rank}', '2'), '{rows,1,revenue_rank}', '1')`),
  },
  {
    what: 'revenue that changed on the way through core',
    definition: PRODUCT,
    check: 'product_performance.sales',
    says: /pendapatan di laporan \S+ rupiah, menurut data mentah \S+; berbeda pada 1 artikel/,
    before: (sql) => sql(`update core.agg_sales_daily set total_amount = total_amount + 5000 where kode_mix = 'A' and tanggal = $1`, DAY),
  },
  {
    what: 'a subject of another week',
    definition: PRODUCT,
    check: 'product_performance.text',
    says: /judul tidak menyebut Rp /,
    after: forge(`result = r.result || '{"subject": "Kinerja Produk"}'`),
  },
];

for (const { what, definition, check, says, ...spoil } of CASES)
  test(`found: ${what}`, async () => {
    const found = await review(definition, spoil);
    assert.deepEqual(found.failed, [check], found.notes ?? '');
    assert.equal(found.outcome, 'revision');
    assert.match(found.notes ?? '', says);
    assert.ok(!found.notes?.includes('\n'), 'one check, one line');
    assert.ok(found.chat?.startsWith(found.notes ?? ''), found.chat);
    console.log(`  ${definition.slice(7)}: ${found.notes}`);
  });

test('the number of articles is compared with the report before; what a person sets holds at the next review', async () => {
  const before = async (sql: Sql): Promise<void> => {
    const [item] = await sql(`select ops.work_item_open('report.control_stock', '2026-02-05') as id`);
    await sql(
      `insert into ops.work_item_revisions (work_item_id, revision_no, figures, result, figures_hash, run_token)
       values ($1, 1, $2::jsonb, '{}', encode(sha256(convert_to($2::jsonb::text, 'UTF8')), 'hex'), gen_random_uuid())`,
      item.id,
      JSON.stringify({ rows: Array.from({ length: 3 }, () => ({})) }),
    );
    await sql('update ops.work_items set revision_no = 1 where id = $1', item.id);
  };
  const set = (params: object | null) =>
    db.as('mandor_analyst', (c) =>
      c.query(`update ops.review_checks set params = $1 where key = 'control_stock.row_drift'`, [params && JSON.stringify(params)]),
    );
  assert.deepEqual((await review(STOCK, { before })).failed, [], 'three articles are too few to compare with');
  await set({ min_rows: 3 });
  const found = await review(STOCK, { before });
  assert.deepEqual(found.failed, ['control_stock.row_drift']);
  assert.match(found.notes ?? '', /4 artikel, sedangkan laporan 5 Feb 2026 berisi 3: berubah lebih dari 30 %\./);
  await set({ min_rows: 3, max_share: 0.4 });
  assert.deepEqual((await review(STOCK, { before })).failed, []);
  await assert.rejects(set({ max_shares: 1 }), { code: 'MD101' });
  await set(null);
  const history = await db.sql(
    `select distinct row_key, changed_by from ops.settings_history where table_name = 'ops.review_checks' and action = 'UPDATE'`,
  );
  assert.deepEqual(history, [{ row_key: 'control_stock.row_drift', changed_by: 'mandor_analyst' }]);
});

test('a check that a person took off does not hold anything up; one that is left out is not asked', async () => {
  const subject = forge(`result = r.result || '{"subject": "Kinerja Produk"}'`);
  const set = (what: string): Spoil => ({
    after: async (sql, item) => {
      await subject(sql, item);
      await sql(`update ops.review_checks set ${what} where key = 'product_performance.text'`);
    },
  });
  const noted = await review(PRODUCT, set('is_blocking = false'));
  assert.deepEqual([noted.outcome, noted.failed], ['approved', ['product_performance.text']]);
  assert.match(noted.notes ?? '', /• Tulisan sesuai angka: judul tidak menyebut/, 'it stands in the history all the same');
  assert.deepEqual(await review(PRODUCT, set('is_enabled = false')), { outcome: 'approved', failed: [], notes: null, chat: undefined });
});

test('the Sheet never holds a review up: not written, not reachable, or different', async () => {
  const on = (sql: Sql) => sql(`update ops.sheets set is_enabled = true, spreadsheet_id = 'B1' where key = 'control_stock'`);
  const checked = (outcome: string, more = '') => ({
    after: async (sql: Sql, item: string) => {
      await on(sql);
      await sql(
        `insert into ops.sheet_checks (sheet_key, work_item_id, revision_no, outcome, difference_count, differences, reason)
         values ('control_stock', $1, 1, $2, $3, '[{"tab": "TIER 1", "cell": "G3"}]', $4)`,
        item,
        outcome,
        outcome === 'differs' ? 1 : 0,
        outcome === 'not_checked' ? more : null,
      );
    },
  });
  const unwritten = await review(STOCK, { after: on });
  assert.deepEqual([unwritten.outcome, unwritten.failed], ['pending_approval', []]);
  assert.match(unwritten.notes ?? '', /Sheet Control Stock belum diperiksa: revisi ini belum tertulis di sana\./);
  const down = await review(STOCK, checked('not_checked', 'Google tidak menjawab.'));
  assert.deepEqual([down.outcome, down.failed], ['pending_approval', []]);
  assert.match(down.notes ?? '', /belum diperiksa: Google tidak menjawab\./);
  const differs = await review(STOCK, checked('differs'));
  assert.deepEqual([differs.outcome, differs.failed], ['pending_approval', ['sheet_mirror']]);
  assert.match(differs.notes ?? '', /berbeda pada 1 sel, misalnya TIER 1 sel G3/);
  assert.equal((await review(STOCK, checked('match'))).notes, null);
});

test('figures that cannot be read are the report’s fault, and said so', async () => {
  const found = await review(STOCK, { after: forgeFigures(`jsonb_set(r.figures, '{total_pairs}', '"banyak"')`) });
  assert.deepEqual([found.outcome, found.failed], ['revision', ['control_stock.text', 'control_stock.totals']]);
  assert.match(found.notes ?? '', /angka beku tidak dapat dibaca/);
});

test('the lines that count are the same by raw as by core, also when an invoice changed its day or came twice', async () => {
  const client = await db.deployPool.connect();
  const sql: Sql = async (text, ...values) => (await client.query(text, values)).rows;
  const line = (tanggal: string, nomor_invoice: string, kuantitas: number) => ({
    tanggal,
    nomor_invoice,
    kode_barang: 'A-38',
    nama_gudang: 'Toko Melati',
    kuantitas,
    total_harga: kuantitas * 1000,
  });
  const compare = async (): Promise<void> => {
    const differences = await sql(
      `select 'core' as side, x.* from (select f.entity, f.tanggal, f.nomor_invoice, trim_scale(sum(f.pairs_qty)), trim_scale(sum(f.total_amount)) from core.fact_sales f group by 1, 2, 3
         except all select l.entity, l.tanggal, l.nomor_invoice, trim_scale(sum(l.pairs_qty)), trim_scale(sum(l.total_amount)) from mart.review_sales_lines('2025-10-01', '2026-03-01') l group by 1, 2, 3) x
       union all
       select 'raw', x.* from (select l.entity, l.tanggal, l.nomor_invoice, trim_scale(sum(l.pairs_qty)), trim_scale(sum(l.total_amount)) from mart.review_sales_lines('2025-10-01', '2026-03-01') l group by 1, 2, 3
         except all select f.entity, f.tanggal, f.nomor_invoice, trim_scale(sum(f.pairs_qty)), trim_scale(sum(f.total_amount)) from core.fact_sales f group by 1, 2, 3) x`,
    );
    assert.deepEqual(differences, []);
  };
  try {
    await db.setClock('2026-02-12T05:00:00+07:00');
    await sql('begin');
    await compare();
    // DDD-H moved from the 8th to the 9th; DDD-Z is gone; a new one of the 8th came late.
    await sales(sql as never, {
      entity: 'DDD',
      day: '2026-02-10',
      from: '2026-02-09',
      rows: [line('2026-02-09', 'DDD-H', 4), line('2026-02-10', 'DDD-10', 2)],
    });
    await compare();
    await sales(sql as never, {
      entity: 'DDD',
      day: '2026-02-11',
      from: '2026-02-07',
      rows: [line('2026-02-08', 'DDD-8', 3), line('2026-02-11', 'DDD-11', 1)],
    });
    await compare();
    assert.equal(
      (await sql(`select count(*)::int as n from mart.review_sales_lines('2026-02-07', '2026-02-11') where entity = 'DDD'`))[0].n,
      2,
    );
  } finally {
    await sql('rollback');
    client.release();
    await db.setClock('2026-02-09T05:00:00+07:00');
  }
});
