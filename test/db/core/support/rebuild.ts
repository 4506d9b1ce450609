// Core and what it says of raw, worked out a second time: plain SQL over raw and portal by the definitions of the
// specification (docs/adr/0007, 0008), without a function of ours. One row per table that differs, with examples.
import type { TestDatabase } from '../../../support/harness.ts';

// The newest accepted load speaks: for a day, of those that cover it; for an invoice, of those that hold it. Within a
// load that took over days of one of the same snapshot, the later pull is the newer (ids of rows only grow).
const WANTED = `
with accepted as (
  select h.* from raw.load_history h where h.status = 'accepted'
), day_owner as (
  select distinct on (h.entity, d.day) h.entity, d.day::date as tanggal, h.load_id, h.snapshot_date
    from accepted h, generate_series(h.covers_from::timestamp, h.covers_to::timestamp, interval '1 day') d (day)
   where h.kind = 'sales'
   order by h.entity, d.day, h.snapshot_date desc
), invoice_owner as (
  select distinct on (a.entity, a.nomor_invoice) a.entity, a.nomor_invoice, a.load_id, a.load_batch_id
    from raw.accurate_sales a join accepted h on h.load_id = a.load_id
   order by a.entity, a.nomor_invoice, h.snapshot_date desc, a.id desc
), line as (
  select a.entity, a.tanggal, a.nomor_invoice, btrim(a.kode_produk) as kode_barang, min(lower(btrim(a.nama_gudang))) as gudang,
         min(btrim(a.nama_departemen)) as departemen, sum(a.kuantitas) as pairs, sum(coalesce(a.total_harga, 0)) as amount
    from raw.accurate_sales a
    join day_owner w on (w.entity, w.tanggal, w.load_id) = (a.entity, a.tanggal, a.load_id)
    join invoice_owner i on (i.entity, i.nomor_invoice, i.load_id, i.load_batch_id) = (a.entity, a.nomor_invoice, a.load_id, a.load_batch_id)
   group by 1, 2, 3, 4
), sale as (
  select l.*, coalesce(p.store_code, s.store_code, 'TANPA TOKO') as store, coalesce(k.kode_mix, l.kode_barang) as mix, k.kode_barang is not null as mapped
    from line l
    left join portal.warehouse p on p.entity = l.entity and lower(btrim(p.nama_gudang)) = l.gudang
    left join portal.name_alias n on n.source = 'accurate' and lower(btrim(n.name)) = lower(l.departemen)
    left join portal.store s on s.store_code = n.canonical_name
    left join portal.kodemix k on k.kode_barang = l.kode_barang
), held as (
  select a.entity, a.snapshot_date, btrim(a.kode_barang) as kode_barang, lower(btrim(a.nama_gudang)) as gudang, sum(a.kuantitas) as pairs
    from raw.accurate_stock a join accepted h on h.load_id = a.load_id
   group by 1, 2, 3, 4
), stock as (
  select h.*, coalesce(p.kind, 'STORE') as kind, coalesce(p.loose, false) as loose, coalesce(p.in_cover, true) and coalesce(p.kind, 'STORE') <> 'OTHER' as counts,
         coalesce(k.kode_mix, h.kode_barang) as mix, k.kode_barang is not null as mapped
    from held h
    left join portal.warehouse p on p.entity = h.entity and lower(btrim(p.nama_gudang)) = h.gudang
    left join portal.kodemix k on k.kode_barang = h.kode_barang
)`;

const COMPARED: Readonly<Record<string, readonly [have: string, want: string]>> = {
  sales_days: ['select d.entity, d.tanggal, d.load_id from core.sales_days d', 'select d.entity, d.tanggal, d.load_id from day_owner d'],
  fact_sales: [
    `select f.entity, f.tanggal, f.nomor_invoice, f.kode_barang, w.name_key, s.store_code, trim_scale(f.pairs_qty), trim_scale(f.total_amount)
       from core.fact_sales f join core.dim_store s using (store_id) left join core.dim_warehouse w using (warehouse_id)`,
    'select s.entity, s.tanggal, s.nomor_invoice, s.kode_barang, s.gudang, s.store, trim_scale(s.pairs), trim_scale(s.amount) from sale s',
  ],
  agg_sales_daily: [
    'select a.tanggal, a.kode_mix, a.is_mapped, trim_scale(a.pairs_qty), trim_scale(a.total_amount), a.line_count::bigint, a.positive_count::bigint from core.agg_sales_daily a',
    'select s.tanggal, s.mix, s.mapped, trim_scale(sum(s.pairs)), trim_scale(sum(s.amount)), count(*), count(*) filter (where s.pairs > 0) from sale s group by 1, 2, 3',
  ],
  sales_monthly: [
    `select to_char(m.month, 'YYYY-MM-DD'), m.kode_mix, m.is_mapped, s.store_code, trim_scale(m.pairs_qty), trim_scale(m.total_amount), m.line_count::bigint
       from core.sales_monthly m join core.dim_store s using (store_id)`,
    `select to_char(s.tanggal, 'YYYY-MM') || '-01', s.mix, s.mapped, s.store, trim_scale(sum(s.pairs)), trim_scale(sum(s.amount)), count(*) from sale s group by 1, 2, 3, 4`,
  ],
  first_sale: [
    'select a.kode_mix, a.is_mapped, a.first_sale_on from core.dim_article a where a.first_sale_on is not null',
    'select s.mix, s.mapped, min(s.tanggal) from sale s where s.pairs > 0 group by 1, 2',
  ],
  articles: [
    'select a.kode_mix, a.tier, a.codes_total, a.codes_active from core.dim_article a where a.is_mapped',
    `select k.kode_mix, min(k.tier), count(*)::integer, count(*) filter (where upper(btrim(k.status)) = 'ACTIVE')::integer from portal.kodemix k group by 1`,
  ],
  stock_days: [
    'select d.entity, d.snapshot_date, d.load_id from core.stock_days d',
    `select h.entity, h.snapshot_date, h.load_id from accepted h where h.kind = 'stock'`,
  ],
  fact_stock: [
    'select f.entity, f.snapshot_date, f.kode_barang, w.name_key, trim_scale(f.pairs_qty) from core.fact_stock f join core.dim_warehouse w using (warehouse_id)',
    'select h.entity, h.snapshot_date, h.kode_barang, h.gudang, trim_scale(h.pairs) from held h',
  ],
  agg_stock_code: [
    `select a.entity, a.snapshot_date, a.kode_barang, array[a.whs_pairs, a.whs_loose_pairs, a.whb_pairs, a.whb_loose_pairs, a.store_pairs, a.store_loose_pairs, a.excluded_pairs, a.total_pairs]::float8[]
       from core.agg_stock_code a`,
    `select s.entity, s.snapshot_date, s.kode_barang, array[
              sum(s.pairs * (s.counts and s.kind = 'WHS')::integer), sum(s.pairs * (s.counts and s.kind = 'WHS' and s.loose)::integer),
              sum(s.pairs * (s.counts and s.kind = 'WHB')::integer), sum(s.pairs * (s.counts and s.kind = 'WHB' and s.loose)::integer),
              sum(s.pairs * (s.counts and s.kind = 'STORE')::integer), sum(s.pairs * (s.counts and s.kind = 'STORE' and s.loose)::integer),
              sum(s.pairs * (not s.counts)::integer), sum(s.pairs * s.counts::integer)]::float8[]
       from stock s group by 1, 2, 3`,
  ],
  agg_stock_daily: [
    'select a.snapshot_date, a.kode_mix, a.is_mapped, trim_scale(a.total_pairs) from core.agg_stock_daily a',
    'select s.snapshot_date, s.mix, s.mapped, trim_scale(sum(s.pairs * s.counts::integer)) from stock s group by 1, 2, 3',
  ],
};

const STATEMENT = `${WANTED}
${Object.entries(COMPARED)
  .map(
    ([name, [have, want]]) =>
      `(select '${name}: core ' || x.x::text as difference from ((${have}) except all (${want})) x limit 3)
       union all
       (select '${name}: rebuilt ' || x.x::text from ((${want}) except all (${have})) x limit 3)`,
  )
  .join('\nunion all\n')}`.replaceAll('x.x::text', 'x::text');

/** What core says otherwise than its rebuild from raw and portal: at most three lines per table and side. */
export async function rebuildDifferences(db: Pick<TestDatabase, 'sql'>): Promise<string[]> {
  return (await db.sql<{ difference: string }>(STATEMENT)).map((row) => row.difference);
}
