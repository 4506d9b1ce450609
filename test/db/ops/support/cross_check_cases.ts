// Faults that an owner, a bug or a disk can make on a finished day, one at a time, and where the cross-check must say it.
import { forge, forgeFigures, PRODUCT, SALES, type Spoil, type Sql, STOCK } from './review_cases.ts';

export interface Fault extends Spoil {
  readonly what: string;
  readonly definition: string;
  /** Check and row that must be named, e.g. "stock artikel B". */
  readonly found: RegExp;
}

export const run =
  (...statements: string[]) =>
  async (sql: Sql): Promise<void> => {
    for (const statement of statements) await sql(statement);
  };
/** Behind the triggers' back. */
export const behind = (table: string, statement: string) =>
  run(`alter table ${table} disable trigger user`, statement, `alter table ${table} enable trigger user`);
export const setRow = (mix: string, change: string) =>
  `jsonb_set(r.figures, '{rows}', (select jsonb_agg(case when x ->> 'kode_mix' = '${mix}' then x || ${change} else x end order by n) from jsonb_array_elements(r.figures -> 'rows') with ordinality as e (x, n)))`;
const addTo = (mix: string, field: string, n: number) => setRow(mix, `jsonb_build_object('${field}', (x ->> '${field}')::numeric + ${n})`);

export const FAULTS: readonly Fault[] = [
  {
    what: 'a stock fact of core changed after the report',
    definition: STOCK,
    found: /^core MBB B-40 toko mawar fact_stock 301 300$/,
    after: run(`update core.fact_stock set pairs_qty = pairs_qty + 1 where entity = 'MBB' and kode_barang = 'B-40'`),
  },
  {
    what: 'a stock fact of core gone',
    definition: STOCK,
    found: /^core LJBB A-39 toko melati fact_stock 0 5$/,
    after: run(`delete from core.fact_stock where entity = 'LJBB' and kode_barang = 'A-39'`),
  },
  {
    what: 'a stock sum of core wrong before the report was made',
    definition: STOCK,
    found: /^stock artikel B total_pairs 1212 1200$/,
    before: run(`update core.agg_stock_article set store_pairs = store_pairs + 12 where kode_mix = 'B' and entity = 'DDD'`),
  },
  {
    what: 'a line of sales changed in core after the report',
    definition: STOCK,
    found: /^core DDD DDD-3 B-40 2025-12-09 fact_sales 33 23$/,
    after: run(`update core.fact_sales set pairs_qty = pairs_qty + 10 where entity = 'DDD' and nomor_invoice = 'DDD-3'`),
  },
  {
    what: 'a line of sales gone from core',
    definition: SALES,
    found: /^core UBB UBB-H A-39 2026-02-08 fact_sales 0 4$/,
    after: run(`delete from core.fact_sales where entity = 'UBB' and nomor_invoice = 'UBB-H'`),
  },
  {
    what: 'an invoice of core on another day',
    definition: SALES,
    found: /^core MBB MBB-H A-39 2026-02-07 fact_sales 4 0$/,
    after: run(`update core.fact_sales set tanggal = '2026-02-07' where entity = 'MBB' and nomor_invoice = 'MBB-H'`),
  },
  {
    what: 'a daily sum of sales wrong after the report',
    definition: STOCK,
    found: /^core 2026-02-08 artikel A agg_sales_daily 13 12$/,
    after: run(`update core.agg_sales_daily set pairs_qty = pairs_qty + 1 where tanggal = '2026-02-08' and kode_mix = 'A'`),
  },
  {
    what: 'a weekly sum of sales wrong before the report was made',
    definition: STOCK,
    found: /^sales artikel B sold_window \d+ \d+$/,
    before: run(`update core.agg_sales_weekly set pairs_qty = pairs_qty + 7 where week = '2026-01-12' and kode_mix = 'B'`),
  },
  {
    what: 'half a stock load deleted after the report',
    definition: STOCK,
    found: /^loads stok DDD 8 Feb 2026 \(muatan \d+\) rows 3 5$/,
    after: run(`delete from raw.accurate_stock where entity = 'DDD' and kode_barang in ('B-40', 'A-39')`),
  },
  {
    what: 'half a stock load deleted before the report, and core made from the rest',
    definition: STOCK,
    found: /^loads stok UBB 8 Feb 2026 \(muatan \d+\) rows_loaded 4 5$/,
    before: run(
      `delete from raw.accurate_stock where entity = 'UBB' and kode_barang = 'B-40'`,
      `select core.stock_apply(h.load_id) from raw.load_history h where h.kind = 'stock' and h.entity = 'UBB' and h.status = 'accepted'`,
    ),
  },
  {
    what: 'half a sales load deleted after the report',
    definition: STOCK,
    found: /^loads penjualan MBB 8 Feb 2026 \(muatan \d+\) rows 6 13$/,
    after: run(`delete from raw.accurate_sales where entity = 'MBB' and tanggal < '2026-01-14'`),
  },
  {
    what: 'a balance of raw changed after the report',
    definition: STOCK,
    found: /^stock artikel A total_pairs 122 100122$/,
    after: run(`update raw.accurate_stock set kuantitas = kuantitas + 100000 where entity = 'LJBB' and kode_barang = 'A-38'`),
  },
  {
    what: 'pairs moved between two warehouses of raw',
    definition: STOCK,
    found: /^stock artikel A whs_pairs 102 98$/,
    after: run(
      `update raw.accurate_stock set kuantitas = kuantitas - 4 where entity = 'DDD' and kode_barang = 'A-38'`,
      `update raw.accurate_stock set kuantitas = kuantitas + 4 where entity = 'DDD' and kode_barang = 'A-39'`,
    ),
  },
  {
    what: 'the pairs of a line of raw changed after the report',
    definition: STOCK,
    found: /^sales artikel A sold_window \d+ \d+$/,
    after: run(`update raw.accurate_sales set kuantitas = 99 where entity = 'DDD' and nomor_invoice = 'DDD-4'`),
  },
  {
    what: 'the amount of a line of raw changed after the report',
    definition: SALES,
    found: /^sales hari semua sales_amount 1080000 1080001$/,
    after: run(`update raw.accurate_sales set total_harga = total_harga + 1 where entity = 'UBB' and nomor_invoice = 'UBB-H'`),
  },
  {
    what: 'a code mapped to another article after the report',
    definition: STOCK,
    found: /^mapping kode A-38 portal.kodemix A B$/,
    after: run(`update portal.kodemix set kode_mix = 'B' where kode_barang = 'A-38'`),
  },
  {
    what: 'a code taken out of the mapping after the report',
    definition: PRODUCT,
    found: /^mapping kode B-40 portal.kodemix B -$/,
    after: run(`delete from portal.kodemix where kode_barang = 'B-40'`),
  },
  {
    what: 'a mapping changed behind the triggers, so that core did not follow',
    definition: STOCK,
    found: /^core kode A-39 dim_product A B$/,
    after: behind('portal.kodemix', `update portal.kodemix set kode_mix = 'B' where kode_barang = 'A-39'`),
  },
  {
    what: 'a warehouse declared as not counting after the report',
    definition: STOCK,
    found: /^mapping gudang DDD toko mawar portal.warehouse STORE STORE \(tidak dihitung\)$/,
    after: run(`update portal.warehouse set in_cover = false where entity = 'DDD' and nama_gudang = 'Toko Mawar'`),
  },
  {
    what: 'a warehouse of core that counts otherwise than portal says',
    definition: STOCK,
    found: /^core gudang DDD Gudang Pusat dim_warehouse WHB WHS$/,
    after: run(`update core.dim_warehouse set kind = 'WHB' where entity = 'DDD' and nama_gudang = 'Gudang Pusat'`),
  },
  {
    what: 'a shop moved to another branch after the report',
    definition: SALES,
    found: /^mapping toko S1 portal.store Cabang Barat Cabang Timur$/,
    after: run(`update portal.store set branch = 'Cabang Timur' where store_code = 'S1'`),
  },
  {
    what: 'a department given to a shop after the report',
    definition: SALES,
    found: /^mapping departemen pusat portal.name_alias - S1$/,
    before: (sql) => sql(`update raw.accurate_sales set nama_departemen = 'Pusat', nama_gudang = null where entity = 'DDD'`),
    after: run(`insert into portal.name_alias (source, name, canonical_name) values ('accurate', 'Pusat', 'S1')`),
  },
  {
    what: 'a frozen figure forged by the owner, its hash with it',
    definition: STOCK,
    found: /^stock artikel B total_pairs 1188 1200$/,
    after: forgeFigures(addTo('B', 'total_pairs', -12)),
  },
  {
    what: 'the same, seen by the sealed journal',
    definition: STOCK,
    found: /^frozen jurnal hash /,
    after: forgeFigures(addTo('B', 'total_pairs', -12)),
  },
  {
    what: 'frozen figures without their hash',
    definition: SALES,
    found: /^frozen hash revisi hash /,
    after: forge(`figures_hash = repeat('0', 64)`),
  },
  {
    what: 'a verdict forged by the owner',
    definition: STOCK,
    found: /^sums artikel B flag OVERSTOCK OK$/,
    after: forgeFigures(setRow('B', `'{"flag": "OVERSTOCK"}'`)),
  },
  {
    what: 'an order forged by the owner',
    definition: STOCK,
    found: /^sums jumlah recommended_pairs \d+ \d+$/,
    after: forgeFigures(setRow('A', `'{"recommended_po": 1200}'`)),
  },
  {
    what: 'transactions forged in a report of sales',
    definition: SALES,
    found: /^sales hari semua transaction_count 7 6$/,
    after: forgeFigures(
      `jsonb_set(r.figures, '{rows}', (select jsonb_agg(case when x ->> 'period' = 'hari' and x ->> 'branch' is null then x || '{"transaction_count": 7}' else x end order by n) from jsonb_array_elements(r.figures -> 'rows') with ordinality as e (x, n)))`,
    ),
  },
  {
    what: 'a rank forged in a report of products',
    definition: PRODUCT,
    found: /^sums artikel A revenue_rank 2 1$|^sums artikel A revenue_rank 1 2$/,
    after: forgeFigures(setRow('A', `jsonb_build_object('revenue_rank', 3 - (x ->> 'revenue_rank')::integer)`)),
  },
  {
    what: 'words of the report that say another number than was frozen',
    definition: STOCK,
    found: /^words "Total stok" text 9\.999 pasang /,
    after: forge(`result = jsonb_set(r.result, '{key_figures,0,value}', '"9.999 pasang"')`),
  },
  {
    what: 'a sentence of the report changed, its figures untouched',
    definition: STOCK,
    found: /^frozen isi laporan hash /,
    after: forge(`result = jsonb_set(r.result, '{steps,0}', '"Langkah 1: semua baik."')`),
  },
  {
    what: 'a mail whose subject names another number',
    definition: STOCK,
    found: /^words e-mail \d+ text Control Stock 8 Feb 2026: 0 artikel/,
    after: (sql, item) =>
      sql(
        `insert into ops.outbox (channel, recipient, subject_key, params, dedupe_key, work_item_id, revision_no)
         values ('email', 'sari@toko.example', 'report.control_stock', '{"subject": "Control Stock 8 Feb 2026: 0 artikel"}', 'forged', $1, 1)`,
        item,
      ),
  },
  {
    what: 'a signature for other figures',
    definition: STOCK,
    found: /^frozen persetujuan \d+ hash /,
    after: (sql, item) =>
      sql(
        `insert into ops.approvals (work_item_id, revision_no, figures_hash, person_id, role)
         select $1, 1, repeat('a', 64), p.id, 'pic' from ops.people p where p.name = 'Sari'`,
        item,
      ),
  },
  {
    what: 'the mapping that was kept with the report forged',
    definition: STOCK,
    found: /^frozen pemetaan saat dibekukan hash /,
    after: behind('ops.report_bases', `update ops.report_bases set basis = jsonb_set(basis, '{codes,B-40}', '"A"')`),
  },
];
