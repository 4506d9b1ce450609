-- The list of entities is there for the index: it begins with the entity.
create or replace view mart.v_sales_daily
with (security_invoker = true)
as
  select f.tanggal, coalesce(s.branch, 'TANPA CABANG') as branch, s.store_code, s.name as store_name, f.entity,
         count(distinct f.nomor_invoice) filter (where f.pairs_qty > 0)::integer as transaction_count,
         sum(f.pairs_qty) as pairs_qty, sum(f.total_amount) as sales_amount
    from core.fact_sales f
    join core.dim_store s on s.store_id = f.store_id
   where f.entity in ('DDD', 'MBB', 'UBB')
   group by f.tanggal, s.branch, s.store_code, s.name, f.entity;
comment on view mart.v_sales_daily is 'Sales per day, shop and entity: invoices with a sold pair, pairs and rupiah incl. tax, returns subtracted.';
