create or replace function core.stock_aggregate(p_entity text, p_dates date[])
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  delete from core.agg_stock_code a where a.entity = p_entity and a.snapshot_date = any (p_dates);
  insert into core.agg_stock_code (entity, snapshot_date, kode_barang, whs_pairs, whs_loose_pairs, whb_pairs, whb_loose_pairs,
      store_pairs, store_loose_pairs, excluded_pairs)
  select f.entity, f.snapshot_date, f.kode_barang,
         coalesce(sum(f.pairs_qty) filter (where w.counts and w.kind = 'WHS'), 0),
         coalesce(sum(f.pairs_qty) filter (where w.counts and w.kind = 'WHS' and w.loose), 0),
         coalesce(sum(f.pairs_qty) filter (where w.counts and w.kind = 'WHB'), 0),
         coalesce(sum(f.pairs_qty) filter (where w.counts and w.kind = 'WHB' and w.loose), 0),
         coalesce(sum(f.pairs_qty) filter (where w.counts and w.kind = 'STORE'), 0),
         coalesce(sum(f.pairs_qty) filter (where w.counts and w.kind = 'STORE' and w.loose), 0),
         coalesce(sum(f.pairs_qty) filter (where not w.counts), 0)
    from core.fact_stock f
    join core.dim_warehouse w on w.warehouse_id = f.warehouse_id
   where f.entity = p_entity and f.snapshot_date = any (p_dates)
   group by f.entity, f.snapshot_date, f.kode_barang;

  delete from core.agg_stock_article a where a.entity = p_entity and a.snapshot_date = any (p_dates);
  insert into core.agg_stock_article (entity, snapshot_date, kode_mix, is_mapped, whs_pairs, whs_loose_pairs, whb_pairs, whb_loose_pairs,
      store_pairs, store_loose_pairs)
  select s.entity, s.snapshot_date, d.kode_mix, d.is_mapped, sum(s.whs_pairs), sum(s.whs_loose_pairs), sum(s.whb_pairs), sum(s.whb_loose_pairs),
         sum(s.store_pairs), sum(s.store_loose_pairs)
    from core.agg_stock_code s
    join core.dim_product d on d.kode_barang = s.kode_barang
   where s.entity = p_entity and s.snapshot_date = any (p_dates)
   group by 1, 2, 3, 4;

  delete from core.agg_stock_daily a where a.snapshot_date = any (p_dates);
  insert into core.agg_stock_daily (snapshot_date, kode_mix, is_mapped, total_pairs)
  select s.snapshot_date, s.kode_mix, s.is_mapped, sum(s.whs_pairs + s.whb_pairs + s.store_pairs)
    from core.agg_stock_article s
   where s.snapshot_date = any (p_dates)
   group by 1, 2, 3;
end;
$$;
comment on function core.stock_aggregate(text, date[]) is 'Works the stock aggregates of one entity and these dates out again from the facts. Internal.';
