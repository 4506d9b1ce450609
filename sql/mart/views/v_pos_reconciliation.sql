create or replace view mart.v_pos_reconciliation
with (security_invoker = true)
as
  with receipts as (
    select i.outlet_code, i.outlet_name, i.tanggal, i.order_reference,
           sum(i.quantity) filter (where coalesce(lower(btrim(i.line_type)), 'product') in ('product', 'produk')) as pairs_qty,
           sum(i.total_amount) + coalesce(max(i.rounding_amount), 0) - coalesce(max(i.order_discount_amount), 0) as total_amount
      from raw.iseller_sales i
     where i.is_current and raw.pos_counts(i.order_status)
     group by 1, 2, 3, 4
  ), outlets as (
    select x.outlet_code, x.outlet_name, raw.pos_store(x.outlet_code, x.outlet_name) as store_code
      from (select distinct i.outlet_code, i.outlet_name from raw.iseller_sales i where i.is_current) x
  ), till as (
    select o.store_code, r.tanggal, count(*)::integer as receipts, sum(r.pairs_qty) as pairs_qty, sum(r.total_amount) as total_amount
      from receipts r
      join outlets o on o.outlet_name = r.outlet_name and o.outlet_code is not distinct from r.outlet_code
     where o.store_code is not null
     group by 1, 2
  ), days as (
    select d.tanggal,
           (select count(*) from core.sales_days w where w.tanggal = d.tanggal and w.entity in ('DDD', 'MBB', 'UBB')) = 3 as is_erp_whole
      from (select distinct i.tanggal from raw.iseller_sales i where i.is_current) d
  ), erp as (
    select s.store_code, f.tanggal, count(distinct (f.entity, f.nomor_invoice)) filter (where f.pairs_qty > 0)::integer as invoices,
           sum(f.pairs_qty) as pairs_qty, sum(f.total_amount) as total_amount
      from days d
     cross join (values ('DDD'), ('MBB'), ('UBB')) e (entity)
      join core.fact_sales f on f.entity = e.entity and f.tanggal = d.tanggal
      join core.dim_store s on s.store_id = f.store_id
     where exists (select from outlets o where o.store_code = s.store_code)
     group by 1, 2
  ), pair as (
    select coalesce(t.store_code, e.store_code) as store_code, coalesce(t.tanggal, e.tanggal) as tanggal,
           t.receipts as pos_receipts, coalesce(t.pairs_qty, 0) as pos_pairs, coalesce(t.total_amount, 0) as pos_amount,
           e.invoices as erp_invoices, coalesce(e.pairs_qty, 0) as erp_pairs, coalesce(e.total_amount, 0) as erp_amount,
           t.store_code is not null as has_pos, e.store_code is not null as has_erp
      from till t
      full join erp e on e.store_code = t.store_code and e.tanggal = t.tanggal
  ), judged as (
    select p.*, s.name as store_name, p.pos_pairs - p.erp_pairs as difference_pairs, p.pos_amount - p.erp_amount as difference_amount,
           case
             when not d.is_erp_whole then 'erp_open'
             when not p.has_erp then 'no_erp'
             when not p.has_pos then 'no_pos'
             when abs(p.pos_pairs - p.erp_pairs) > util.setting_numeric('pos.tolerance_pairs')
               or abs(p.pos_amount - p.erp_amount) > util.setting_numeric('pos.tolerance_amount') then 'differs'
             else 'match'
           end as state
      from pair p
      join days d on d.tanggal = p.tanggal
      join portal.store s on s.store_code = p.store_code
  )
  select j.store_code, j.store_name, j.tanggal, j.pos_receipts, j.pos_pairs, j.pos_amount, j.erp_invoices, j.erp_pairs, j.erp_amount,
         j.difference_pairs, j.difference_amount, j.state,
         format('%s, %s: ', j.store_name, mart.date_text(j.tanggal)) || case j.state
           when 'erp_open' then format('kasir %s pasang (Rp %s); penjualan ERP hari itu belum lengkap, belum dibandingkan.',
             mart.number_text(j.pos_pairs), mart.number_text(j.pos_amount))
           when 'no_erp' then format('kasir %s pasang (Rp %s), di ERP tidak ada penjualan.', mart.number_text(j.pos_pairs), mart.number_text(j.pos_amount))
           when 'no_pos' then format('ERP %s pasang (Rp %s), di ekspor kasir tidak ada struk.', mart.number_text(j.erp_pairs), mart.number_text(j.erp_amount))
           when 'match' then format('kasir dan ERP sama, %s pasang (Rp %s).', mart.number_text(j.erp_pairs), mart.number_text(j.erp_amount))
           else format('kasir %s pasang (Rp %s), ERP %s pasang (Rp %s), selisih %s pasang (%sRp %s).', mart.number_text(j.pos_pairs),
             mart.number_text(j.pos_amount), mart.number_text(j.erp_pairs), mart.number_text(j.erp_amount),
             mart.number_text(j.difference_pairs), case when j.difference_amount < 0 then '-' else '' end,
             mart.number_text(abs(j.difference_amount)))
         end as sentence
    from judged j;
comment on view mart.v_pos_reconciliation is 'Till against ERP, per shop and day with an export: the same sales seen twice, never added. state: match | differs (beyond pos.tolerance_pairs or pos.tolerance_amount) | no_erp | no_pos (the shop has exports, none of that day) | erp_open (not all three entities are accepted for the day). Drafts, reservations and voids do not count.';
