create view mart.v_sheet_articles
with (security_invoker = true)
as
  select x.ordinality as article_no, a.kode_mix, a.is_mapped, a.tier, a.name, a.gender, a.series,
         a.whs_pairs, a.whb_pairs, a.store_pairs, a.total_pairs, a.whs_boxes, a.whb_boxes, a.boxes, a.protol,
         a.sold_window, a.days_on_sale, case when a.is_new then 1 else 0 end as is_new, a.avg_monthly_sales, a.months_of_cover,
         a.empty_days, a.avg_adjusted, a.months_of_cover_adjusted, a.open_po_pairs, a.months_with_po, a.sizes_in_stock, a.sizes_active,
         a.flag, a.recommended_po, a.excess_pairs, a.note, v.work_item_id, v.revision_no, v.sales_to, v.updated_by, v.frozen_at
    from mart.v_sheet_revision v
   cross join lateral jsonb_array_elements(v.figures -> 'rows') with ordinality x
   cross join lateral jsonb_to_record(x.value) as a (
     kode_mix text, is_mapped boolean, tier integer, name text, gender text, series text,
     whs_pairs numeric, whb_pairs numeric, store_pairs numeric, total_pairs numeric, whs_boxes numeric, whb_boxes numeric, boxes numeric, protol numeric,
     sold_window numeric, days_on_sale integer, is_new boolean, avg_monthly_sales numeric, months_of_cover numeric,
     empty_days integer, avg_adjusted numeric, months_of_cover_adjusted numeric, open_po_pairs numeric, months_with_po numeric,
     sizes_in_stock integer, sizes_active integer, flag text, recommended_po numeric, excess_pairs numeric, note text);
comment on view mart.v_sheet_articles is 'Articles of the frozen report that our Sheet shows, numbered in its order. The value of an excess rests on cost prices and is not in it: a Sheet has readers who may not see them.';
