-- Works on pg_temp.sales_diff, which core.sales_apply filled. A line that nets to nothing still counts as a line:
-- an article with a sale and its return on one day has sold, and an article without lines has not.
create or replace function core.sales_shift()
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
set work_mem = '32MB'
as $$
declare
  v_mix text[];
  v_mapped boolean[];
begin
  with diff as (
    select x.tanggal, d.kode_mix, d.is_mapped, sum(x.pairs_qty) as pairs_qty, sum(x.total_amount) as total_amount,
           sum(x.line_count)::integer as line_count, coalesce(sum(x.positive_count), 0)::integer as positive_count
      from pg_temp.sales_diff x join core.dim_product d on d.kode_barang = x.kode_barang
     group by 1, 2, 3
  ), gone as (
    delete from core.agg_sales_daily a using diff d
     where a.tanggal = d.tanggal and a.kode_mix = d.kode_mix and a.is_mapped = d.is_mapped and a.line_count + d.line_count = 0
    returning a.tanggal, a.kode_mix, a.is_mapped
  ), moved as (
    update core.agg_sales_daily a
       set pairs_qty = a.pairs_qty + d.pairs_qty, total_amount = a.total_amount + d.total_amount,
           line_count = a.line_count + d.line_count, positive_count = a.positive_count + d.positive_count
      from diff d
     where a.tanggal = d.tanggal and a.kode_mix = d.kode_mix and a.is_mapped = d.is_mapped and a.line_count + d.line_count <> 0
    returning a.tanggal, a.kode_mix, a.is_mapped
  )
  insert into core.agg_sales_daily (tanggal, kode_mix, is_mapped, pairs_qty, total_amount, line_count, positive_count)
  select d.tanggal, d.kode_mix, d.is_mapped, d.pairs_qty, d.total_amount, d.line_count, d.positive_count
    from diff d
   where not exists (select from gone g where (g.tanggal, g.kode_mix, g.is_mapped) = (d.tanggal, d.kode_mix, d.is_mapped))
     and not exists (select from moved m where (m.tanggal, m.kode_mix, m.is_mapped) = (d.tanggal, d.kode_mix, d.is_mapped));

  with diff as (
    select date_trunc('month', x.tanggal::timestamp)::date as month, d.kode_mix, d.is_mapped, x.store_id,
           sum(x.pairs_qty) as pairs_qty, sum(x.total_amount) as total_amount, sum(x.line_count)::integer as line_count
      from pg_temp.sales_diff x join core.dim_product d on d.kode_barang = x.kode_barang
     group by 1, 2, 3, 4
  ), gone as (
    delete from core.sales_monthly a using diff d
     where a.month = d.month and a.kode_mix = d.kode_mix and a.is_mapped = d.is_mapped and a.store_id = d.store_id and a.line_count + d.line_count = 0
    returning a.month, a.kode_mix, a.is_mapped, a.store_id
  ), moved as (
    update core.sales_monthly a
       set pairs_qty = a.pairs_qty + d.pairs_qty, total_amount = a.total_amount + d.total_amount, line_count = a.line_count + d.line_count
      from diff d
     where a.month = d.month and a.kode_mix = d.kode_mix and a.is_mapped = d.is_mapped and a.store_id = d.store_id and a.line_count + d.line_count <> 0
    returning a.month, a.kode_mix, a.is_mapped, a.store_id
  )
  insert into core.sales_monthly (month, kode_mix, is_mapped, store_id, pairs_qty, total_amount, line_count)
  select d.month, d.kode_mix, d.is_mapped, d.store_id, d.pairs_qty, d.total_amount, d.line_count
    from diff d
   where not exists (select from gone g where (g.month, g.kode_mix, g.is_mapped, g.store_id) = (d.month, d.kode_mix, d.is_mapped, d.store_id))
     and not exists (select from moved m where (m.month, m.kode_mix, m.is_mapped, m.store_id) = (d.month, d.kode_mix, d.is_mapped, d.store_id));

  select array_agg(x.kode_mix), array_agg(x.is_mapped) into v_mix, v_mapped
    from (select distinct d.kode_mix, d.is_mapped from pg_temp.sales_diff s join core.dim_product d on d.kode_barang = s.kode_barang) x;
  update core.dim_article a
     set first_sale_on = s.first_on
    from (
      select x.kode_mix, x.is_mapped,
             (select min(g.tanggal) from core.agg_sales_daily g
               where g.kode_mix = x.kode_mix and g.is_mapped = x.is_mapped and g.positive_count > 0) as first_on
        from unnest(v_mix, v_mapped) as x (kode_mix, is_mapped)
    ) s
   where a.kode_mix = s.kode_mix and a.is_mapped = s.is_mapped and a.first_sale_on is distinct from s.first_on;
end;
$$;
comment on function core.sales_shift() is 'Moves the sales aggregates by the differences in pg_temp.sales_diff. Internal.';
