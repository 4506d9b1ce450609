-- Only for articles whose codes changed: loads keep the aggregates by their differences.
create or replace function core.articles_rebuild(p_kode_mix text[], p_is_mapped boolean[])
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  delete from core.agg_sales_daily a using unnest(p_kode_mix, p_is_mapped) as x (kode_mix, is_mapped)
   where a.kode_mix = x.kode_mix and a.is_mapped = x.is_mapped;
  delete from core.sales_monthly a using unnest(p_kode_mix, p_is_mapped) as x (kode_mix, is_mapped)
   where a.kode_mix = x.kode_mix and a.is_mapped = x.is_mapped;
  delete from core.agg_stock_article a using unnest(p_kode_mix, p_is_mapped) as x (kode_mix, is_mapped)
   where a.kode_mix = x.kode_mix and a.is_mapped = x.is_mapped;
  delete from core.agg_stock_daily a using unnest(p_kode_mix, p_is_mapped) as x (kode_mix, is_mapped)
   where a.kode_mix = x.kode_mix and a.is_mapped = x.is_mapped;

  insert into core.agg_sales_daily (tanggal, kode_mix, is_mapped, pairs_qty, total_amount, line_count, positive_count)
  select f.tanggal, d.kode_mix, d.is_mapped, sum(f.pairs_qty), sum(f.total_amount), count(*), count(*) filter (where f.pairs_qty > 0)
    from unnest(p_kode_mix, p_is_mapped) as x (kode_mix, is_mapped)
    join core.dim_product d on d.kode_mix = x.kode_mix and d.is_mapped = x.is_mapped
    join core.fact_sales f on f.kode_barang = d.kode_barang
   group by 1, 2, 3;

  insert into core.sales_monthly (month, kode_mix, is_mapped, store_id, pairs_qty, total_amount, line_count)
  select date_trunc('month', f.tanggal::timestamp)::date, d.kode_mix, d.is_mapped, f.store_id, sum(f.pairs_qty), sum(f.total_amount), count(*)
    from unnest(p_kode_mix, p_is_mapped) as x (kode_mix, is_mapped)
    join core.dim_product d on d.kode_mix = x.kode_mix and d.is_mapped = x.is_mapped
    join core.fact_sales f on f.kode_barang = d.kode_barang
   group by 1, 2, 3, 4;

  insert into core.agg_stock_article (entity, snapshot_date, kode_mix, is_mapped, whs_pairs, whs_loose_pairs, whb_pairs, whb_loose_pairs,
      store_pairs, store_loose_pairs)
  select s.entity, s.snapshot_date, d.kode_mix, d.is_mapped, sum(s.whs_pairs), sum(s.whs_loose_pairs), sum(s.whb_pairs), sum(s.whb_loose_pairs),
         sum(s.store_pairs), sum(s.store_loose_pairs)
    from unnest(p_kode_mix, p_is_mapped) as x (kode_mix, is_mapped)
    join core.dim_product d on d.kode_mix = x.kode_mix and d.is_mapped = x.is_mapped
    join core.agg_stock_code s on s.kode_barang = d.kode_barang
   group by 1, 2, 3, 4;

  insert into core.agg_stock_daily (snapshot_date, kode_mix, is_mapped, total_pairs)
  select s.snapshot_date, s.kode_mix, s.is_mapped, sum(s.whs_pairs + s.whb_pairs + s.store_pairs)
    from unnest(p_kode_mix, p_is_mapped) as x (kode_mix, is_mapped)
    join core.agg_stock_article s on s.kode_mix = x.kode_mix and s.is_mapped = x.is_mapped
   group by 1, 2, 3;
end;
$$;
comment on function core.articles_rebuild(text[], boolean[]) is 'Works the aggregates of these articles out again from the facts. Internal.';
