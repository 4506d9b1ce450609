create or replace view mart.v_finding_unmapped_codes
with (security_invoker = true)
as
  with newest as (
    select s.entity, max(s.snapshot_date) as snapshot_date from core.stock_days s group by s.entity
  ), stock as (
    select a.kode_barang, sum(a.total_pairs + a.excluded_pairs) as pairs
      from newest n
      join core.agg_stock_code a on a.entity = n.entity and a.snapshot_date = n.snapshot_date
      join core.dim_product d on d.kode_barang = a.kode_barang and not d.is_mapped
     group by a.kode_barang
  ), sold as (
    select s.kode_mix as kode_barang, sum(s.pairs_qty) as pairs
      from core.agg_sales_daily s
     where not s.is_mapped and s.tanggal >= (select w.sales_from from mart.control_stock_window('infinity') w)
     group by s.kode_mix
  )
  select d.kode_barang as subject, format('Kode %s belum ada di Kode Mix', d.kode_barang) as title,
         format('%s; stok %s pasang, terjual %s pasang dalam 3 bulan', coalesce(d.name, 'tanpa nama'), mart.number_text(coalesce(k.pairs, 0)),
           mart.number_text(coalesce(s.pairs, 0))) as detail
    from core.dim_product d
    left join stock k on k.kode_barang = d.kode_barang
    left join sold s on s.kode_barang = d.kode_barang
   where not d.is_mapped and (k.pairs <> 0 or s.kode_barang is not null);
comment on view mart.v_finding_unmapped_codes is 'Finding: codes that nobody mapped and that have stock now or a sale in the window of Control Stock.';
