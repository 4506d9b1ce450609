create view mart.sheet_update_stock_codes
with (security_invoker = true)
as
  with v as materialized (
    select r.as_of, r.sales_from, r.sales_to from mart.v_sheet_revision r
  ), sold as materialized (
    select f.kode_barang, sum(f.pairs_qty) as pairs
      from core.fact_sales f
     where f.tanggal between (select v.sales_from from v) and (select v.sales_to from v)
     group by f.kode_barang
  ), stock as materialized (
    select s.kode_barang, sum(s.total_pairs) as pairs
      from (values ('DDD'), ('LJBB'), ('MBB'), ('UBB')) as e (entity)
     cross join v
      join core.agg_stock_code s on s.entity = e.entity
       and s.snapshot_date = (select max(d.snapshot_date) from core.stock_days d where d.entity = e.entity and d.snapshot_date <= v.as_of)
     group by s.kode_barang
  )
  select a.article_no, p.kode_barang, coalesce(x.pairs, 0) as sold, coalesce(s.pairs, 0) as stock, 1 as one, case when p.is_active then 1 else 0 end as active
    from mart.v_sheet_articles a
    join core.dim_product p on p.kode_mix = a.kode_mix and p.is_mapped = a.is_mapped
    left join sold x on x.kode_barang = p.kode_barang
    left join stock s on s.kode_barang = p.kode_barang
   order by a.kode_mix collate "C", a.is_mapped, p.kode_barang collate "C";
comment on view mart.sheet_update_stock_codes is 'Tab Update Stock, second block: per code what was sold in the window, and its stock.';
comment on column mart.sheet_update_stock_codes.article_no is 'No artikel';
comment on column mart.sheet_update_stock_codes.kode_barang is 'Kode barang';
comment on column mart.sheet_update_stock_codes.sold is 'Terjual dalam jendela';
comment on column mart.sheet_update_stock_codes.stock is 'Stok dihitung';
comment on column mart.sheet_update_stock_codes.one is 'Kode';
comment on column mart.sheet_update_stock_codes.active is 'Aktif (1 = ya)';
