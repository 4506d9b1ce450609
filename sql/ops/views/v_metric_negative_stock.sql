create view ops.v_metric_negative_stock with (security_invoker) as
select n.entity || ':' || n.snapshot_date as subject, count(*)::numeric as value,
       format('Stok minus %s: %s baris, %s pasang (%s)', n.entity, count(*), sum(n.pairs_qty), n.snapshot_date) as title,
       string_agg(format('%s di %s: %s', n.kode_barang, n.nama_gudang, n.pairs_qty), E'\n' order by n.n) filter (where n.n <= 50)
       || case when count(*) > 50 then format(E'\n+%s lainnya', count(*) - 50) else '' end as body
  from (
    select f.entity, f.snapshot_date, f.kode_barang, w.nama_gudang, f.pairs_qty,
           row_number() over (partition by f.entity order by f.pairs_qty, f.kode_barang collate "C", w.nama_gudang collate "C") as n
      from (select s.entity, max(s.snapshot_date) as snapshot_date from core.stock_days s group by s.entity) d
      join core.fact_stock f on f.entity = d.entity and f.snapshot_date = d.snapshot_date and f.pairs_qty < 0
      join core.dim_warehouse w on w.warehouse_id = f.warehouse_id
  ) n
 group by n.entity, n.snapshot_date;
comment on view ops.v_metric_negative_stock is 'Metric of a rule: negative balances of the newest accepted snapshot of each entity, with code and warehouse.';
