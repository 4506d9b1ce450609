// What can be wrong with a frozen report, one thing at a time, and which check of layer 2 says so.
import { stock } from '../../../support/loads.ts';
import { DAY, stockRows } from './reported.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test names the shape that it expects
export type Sql = (text: string, ...values: unknown[]) => Promise<any[]>;
export interface Spoil {
  readonly before?: (sql: Sql) => Promise<unknown>;
  readonly after?: (sql: Sql, item: string) => Promise<unknown>;
}

/** As the owner, who can do what nobody may. */
export const forge =
  (set: string) =>
  async (sql: Sql, item: string): Promise<void> => {
    await sql('alter table ops.work_item_revisions disable trigger user');
    await sql('alter table ops.work_item_revisions drop constraint work_item_revisions_figures_hash_check');
    await sql(`update ops.work_item_revisions r set ${set} where r.work_item_id = $1`, item);
  };
/** The same, with the hash worked out again, so that nothing but the contents can tell. */
export const forgeFigures =
  (figures: string, result = 'r.result') =>
  async (sql: Sql, item: string): Promise<void> => {
    await forge(`figures = ${figures}, result = ${result}`)(sql, item);
    await sql(
      `update ops.work_item_revisions r set figures_hash = encode(sha256(convert_to(r.figures::text, 'UTF8')), 'hex') where r.work_item_id = $1`,
      item,
    );
  };

export const STOCK = 'report.control_stock';
export const SALES = 'report.daily_sales';
export const PRODUCT = 'report.product_performance';

export interface Case extends Spoil {
  readonly what: string;
  readonly definition: string;
  readonly check: string;
  readonly says: RegExp;
}

export const CASES: readonly Case[] = [
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
