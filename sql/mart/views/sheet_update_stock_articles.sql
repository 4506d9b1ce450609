create view mart.sheet_update_stock_articles
with (security_invoker = true)
as
  select a.article_no,
         case when d.first_sale_on <= a.sales_to then d.first_sale_on end as first_sale_on,
         a.empty_days,
         case when exists (select from core.agg_sales_daily g join mart.v_sheet_revision v on g.tanggal between v.sales_from and v.sales_to
                            where g.kode_mix = a.kode_mix and g.is_mapped = a.is_mapped) then 1 else 0 end as has_lines,
         -- As the report took it: a note that somebody wrote since belongs to the next report.
         case when a.note ~ '(^|; )(jangan_po|sudah_po)' then 1 else 0 end as stops_po
    from mart.v_sheet_articles a
    join core.dim_article d on d.kode_mix = a.kode_mix and d.is_mapped = a.is_mapped
   order by a.kode_mix collate "C", a.is_mapped;
comment on view mart.sheet_update_stock_articles is 'Tab Update Stock, third block: per article the facts that no formula can add up.';
comment on column mart.sheet_update_stock_articles.article_no is 'No artikel';
comment on column mart.sheet_update_stock_articles.first_sale_on is 'Penjualan pertama';
comment on column mart.sheet_update_stock_articles.empty_days is 'Hari kosong';
comment on column mart.sheet_update_stock_articles.has_lines is 'Ada penjualan (1 = ya)';
comment on column mart.sheet_update_stock_articles.stops_po is 'PO dihentikan catatan (1 = ya)';
