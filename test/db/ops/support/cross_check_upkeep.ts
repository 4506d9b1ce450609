// More faults, thought out from the tables alone, without a look at the checks: what core keeps beside its facts, rows on the wrong
// day, counts forged together with their rows, hashes forged together with what they stand for.
import { behind, type Fault, run, setRow } from './cross_check_cases.ts';
import { forge, forgeFigures, SALES, type Sql, STOCK } from './review_cases.ts';

/** A row of DDD's loads twice, and every count of the load raised with it. */
const twice = (kind: 'stock' | 'sales', insert: string) =>
  run(
    insert,
    'alter table raw.load_history disable trigger user',
    `update raw.load_history set rows_loaded = rows_loaded + 1, source_row_count = source_row_count + 1, rows_staged = rows_staged + 1
      where kind = '${kind}' and entity = 'DDD' and status = 'accepted'`,
  );
/** The words of a report changed, and the hash that was kept of them. */
const reword = (change: string) => async (sql: Sql, item: string) => {
  await forge(`result = ${change}`)(sql, item);
  await behind(
    'ops.revision_bases',
    `update ops.revision_bases b set result_hash = encode(sha256(convert_to(r.result::text, 'UTF8')), 'hex')
       from ops.work_item_revisions r where (r.work_item_id, r.revision_no) = (b.work_item_id, b.revision_no)`,
  )(sql);
};

export const UPKEEP: readonly Fault[] = [
  {
    what: 'a balance twice in raw, the counts of its load raised with it',
    definition: STOCK,
    found: /^loads stok DDD 8 Feb 2026 \(muatan \d+\) rows 6 5$/,
    after: twice(
      'stock',
      `insert into raw.accurate_stock (entity, kode_barang, nama_gudang, kuantitas, snapshot_date, load_batch_id, load_id)
       select entity, kode_barang, 'Toko Melati', kuantitas, snapshot_date, load_batch_id, load_id from raw.accurate_stock where entity = 'DDD' and kode_barang = 'B-40'`,
    ),
  },
  {
    what: 'an invoice twice in raw, the counts of its load raised with it',
    definition: SALES,
    found: /^sales hari semua transaction_count 6 7$/,
    after: twice(
      'sales',
      `insert into raw.accurate_sales (entity, tanggal, nomor_invoice, kode_produk, nama_gudang, kuantitas, total_harga, snapshot_date, load_batch_id, load_id)
       select entity, tanggal, 'DDD-I', kode_produk, nama_gudang, kuantitas, total_harga, snapshot_date, load_batch_id, load_id from raw.accurate_sales where nomor_invoice = 'DDD-H'`,
    ),
  },
  {
    what: 'an invoice that its pull never named',
    definition: SALES,
    found: /^loads nota DDD DDD-H rows 1 0$/,
    after: run(
      `insert into raw.sales_documents (load_id, kind, source_id, place, nomor_invoice, tanggal, line_count, pairs_qty, total_amount)
       select load_id, 'invoice', min(id), min(id), nomor_invoice, tanggal, count(*), sum(kuantitas), sum(total_harga)
         from raw.accurate_sales where entity = 'DDD' and nomor_invoice <> 'DDD-H' group by load_id, nomor_invoice, tanggal`,
    ),
  },
  {
    what: 'the balances of a company a day earlier in raw',
    definition: STOCK,
    found: /^loads stok UBB 8 Feb 2026 \(muatan \d+\) rows 0 5$/,
    after: run(`update raw.accurate_stock set snapshot_date = snapshot_date - 1 where entity = 'UBB'`),
  },
  {
    what: 'the balances of a company a day earlier in core',
    definition: STOCK,
    found: /^core UBB B-40 toko mawar fact_stock 0 300$/,
    after: run(`update core.fact_stock set snapshot_date = snapshot_date - 1 where entity = 'UBB'`),
  },
  {
    what: 'the invoices of a company a day earlier in raw',
    definition: SALES,
    found: /^core MBB MBB-H A-39 2026-02-07 fact_sales 0 4$/,
    after: run(`update raw.accurate_sales set tanggal = tanggal - 1 where entity = 'MBB'`),
  },
  {
    what: 'a return that became a sale in raw',
    definition: SALES,
    found: /^loads penjualan DDD 8 Feb 2026 \(muatan \d+\) pairs 251 249$/,
    after: run(`update raw.accurate_sales set kuantitas = -kuantitas, total_harga = -total_harga where nomor_invoice = 'R-DDD'`),
  },
  {
    what: 'a return that became a sale in core',
    definition: SALES,
    found: /^core DDD R-DDD B-40 2026-02-08 fact_sales.total_amount 90000 -90000$/,
    after: run(`update core.fact_sales set pairs_qty = -pairs_qty, total_amount = -total_amount where nomor_invoice = 'R-DDD'`),
  },
  {
    what: 'an invoice of core given to another shop',
    definition: SALES,
    found: /^upkeep DDD DDD-H A-39 fact_sales.store_id 2 1$/,
    after: run(
      `update core.fact_sales set store_id = (select s.store_id from core.dim_store s where s.store_code = 'S2') where nomor_invoice = 'DDD-H'`,
    ),
  },
  {
    what: 'an invoice of core given to another warehouse',
    definition: SALES,
    found: /^core DDD DDD-H A-39 2026-02-08 fact_sales.gudang toko mawar toko melati$/,
    after: run(
      `update core.fact_sales set warehouse_id = (select w.warehouse_id from core.dim_warehouse w where w.entity = 'DDD' and w.name_key = 'toko mawar') where nomor_invoice = 'DDD-H'`,
    ),
  },
  {
    what: 'a shop in another branch in core alone',
    definition: SALES,
    found: /^upkeep toko S1 dim_store Melati \/ Cabang Timur Melati \/ Cabang Barat$/,
    after: run(`update core.dim_store set branch = 'Cabang Timur' where store_code = 'S1'`),
  },
  {
    what: 'a warehouse of core that belongs to another shop',
    definition: SALES,
    found: /^upkeep gudang DDD Toko Melati dim_warehouse.store_id S2 S1$/,
    after: run(
      `update core.dim_warehouse set store_id = (select s.store_id from core.dim_store s where s.store_code = 'S2') where entity = 'DDD' and name_key = 'toko melati'`,
    ),
  },
  {
    what: 'an article of another tier in core before the report was made',
    definition: STOCK,
    found: /^upkeep artikel B dim_article.tier 5 2$/,
    before: run(`update core.dim_article set tier = 5 where kode_mix = 'B'`),
  },
  {
    what: 'an article of another name in core',
    definition: STOCK,
    found: /^upkeep artikel B dim_article.name SALAH LADIES SPORT$/,
    after: run(`update core.dim_article set name = 'SALAH' where kode_mix = 'B'`),
  },
  {
    what: 'a first sale that was none',
    definition: STOCK,
    found: /^upkeep artikel A dim_article.first_sale_on 2024-01-01 2025-11-12$/,
    after: run(`update core.dim_article set first_sale_on = '2024-01-01' where kode_mix = 'A'`),
  },
  {
    what: 'the stock of a code wrong in its sum',
    definition: STOCK,
    found: /^upkeep DDD kode B-40 agg_stock_code.store_pairs 303 300$/,
    after: run(`update core.agg_stock_code set store_pairs = store_pairs + 3 where entity = 'DDD' and kode_barang = 'B-40'`),
  },
  {
    what: 'pairs moved between kinds of warehouse in a sum of stock',
    definition: STOCK,
    found: /^upkeep DDD artikel B agg_stock_article.whs_pairs 3 0$/,
    after: run(
      `update core.agg_stock_article set store_pairs = store_pairs - 3, whs_pairs = whs_pairs + 3 where entity = 'DDD' and kode_mix = 'B'`,
    ),
  },
  {
    what: 'the stock of a day wrong in its sum',
    definition: STOCK,
    found: /^upkeep 2026-02-08 artikel B agg_stock_daily 1203 1200$/,
    after: run(`update core.agg_stock_daily set total_pairs = total_pairs + 3 where kode_mix = 'B'`),
  },
  {
    what: 'the days with stock of a month forgotten',
    definition: STOCK,
    found: /^upkeep 2026-02-01 \(bulan\) artikel B agg_stock_monthly 0 128$/,
    after: run('update core.agg_stock_monthly set filled_days = 0'),
  },
  {
    what: 'the sales of a month wrong in their sum',
    definition: SALES,
    found: /^upkeep 2026-02-01 \(bulan\) artikel B toko 2 sales_monthly.total_amount 7560003 7560000$/,
    after: run(`update core.sales_monthly set total_amount = total_amount + 3 where kode_mix = 'B' and month = '2026-02-01'`),
  },
  {
    what: 'an accepted load declared displaced, by nothing',
    definition: STOCK,
    found: /^upkeep DDD 2026-02-08 stock_days 1 -$/,
    after: behind('raw.load_history', `update raw.load_history set status = 'superseded' where kind = 'stock' and entity = 'DDD'`),
  },
  {
    what: 'a day of sales that another load speaks for',
    definition: SALES,
    found: /^upkeep DDD 2026-02-08 sales_days \d+ \d+$/,
    after: run(
      `update core.sales_days set load_id = (select max(h.load_id) from raw.load_history h where h.kind = 'sales') where entity = 'DDD' and tanggal = '2026-02-08'`,
    ),
  },
  {
    what: 'rows of raw given to another load',
    definition: STOCK,
    found: /^loads stok UBB 8 Feb 2026 \(muatan \d+\) rows 4 5$/,
    after: run(
      `update raw.accurate_stock set load_id = (select min(h.load_id) from raw.load_history h) where entity = 'UBB' and kode_barang = 'B-40'`,
    ),
  },
  {
    what: 'the verdict of the report reworded, the hash of its words with it',
    definition: STOCK,
    found: /^frozen jurnal isi laporan hash /,
    after: reword(`jsonb_set(r.result, '{verdict}', '"Semua aman."')`),
  },
  {
    what: 'a threshold of the report changed afterwards, its hash with it',
    definition: STOCK,
    found: /^frozen jurnal pemetaan hash /,
    after: run(
      'alter table ops.report_bases disable trigger user',
      'alter table ops.revision_bases disable trigger user',
      'alter table ops.revision_bases drop constraint revision_bases_basis_hash_fkey',
      `update ops.report_bases set basis = jsonb_set(basis, '{settings,control_stock.new_article_days}', '27')`,
      `update ops.report_bases set basis_hash = encode(sha256(convert_to(basis::text, 'UTF8')), 'hex')`,
      'update ops.revision_bases set basis_hash = (select b.basis_hash from ops.report_bases b)',
    ),
  },
  {
    what: 'a load taken out of what the report stood on',
    definition: STOCK,
    found: /^stock artikel B total_pairs 1200 900$/,
    after: behind('ops.revision_bases', 'update ops.revision_bases set load_ids = load_ids[2:]'),
  },
  {
    what: 'a part of the report changed in a mail that is planned',
    definition: STOCK,
    found: /^words e-mail \d+ text \{"sections": \[\]\} /,
    after: (sql, item) =>
      sql(
        `insert into ops.outbox (channel, recipient, subject_key, params, dedupe_key, work_item_id, revision_no)
         values ('email', 'sari@toko.example', 'report.control_stock', '{"result": {"sections": [], "how_to_answer": []}}', 'forged', $1, 1)`,
        item,
      ),
  },
  {
    what: 'a cover forged by the owner',
    definition: STOCK,
    found: /^sums artikel B months_of_cover 2\.000000 \d/,
    after: forgeFigures(setRow('B', `'{"months_of_cover": 2}'`)),
  },
  {
    what: 'an excess forged by the owner',
    definition: STOCK,
    found: /^sums artikel X excess_pairs |^sums artikel B excess_pairs 77\.000000/,
    after: forgeFigures(setRow('B', `'{"excess_pairs": 77}'`)),
  },
  {
    what: 'an open order forged by the owner',
    definition: STOCK,
    found: /^sums artikel A months_with_po /,
    after: forgeFigures(setRow('A', `'{"open_po_pairs": 600}'`)),
  },
  {
    what: 'a value of stock forged by the owner: the figures are not recomputed, but sealed',
    definition: STOCK,
    found: /^frozen jurnal hash /,
    after: forgeFigures(setRow('B', `'{"excess_value": 123456}'`)),
  },
];
