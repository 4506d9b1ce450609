create or replace view mart.v_finding_pos
with (security_invoker = true)
as
  select 'pos_' || r.state as finding, r.store_code || ' ' || r.tanggal as subject, 'warn' as severity, r.sentence as detail
    from mart.v_pos_reconciliation r
   where r.state in ('differs', 'no_erp', 'no_pos')
  union all
  select 'pos_unknown_store', coalesce(x.outlet_code || ' ', '') || x.outlet_name, 'warn',
         format('Toko kasir "%s" belum dikenal: %s baris tidak dibandingkan dengan ERP. Tambahkan di portal.name_alias (source iseller).', x.outlet_name, mart.number_text(x.n))
    from (select i.outlet_code, i.outlet_name, count(*) as n from raw.iseller_sales i where i.is_current group by 1, 2
          -- Else the shop would be looked up for each line.
          offset 0) x
   where raw.pos_store(x.outlet_code, x.outlet_name) is null
  union all
  select 'pos_unmapped_code', x.sku, 'note', format('Kode %s di kasir (%s baris) belum ada di Kode Mix.', x.sku, mart.number_text(x.n))
    from (select btrim(i.sku) as sku, count(*) as n from raw.iseller_sales i where i.is_current group by 1) x
   where not exists (select from portal.kodemix k where k.kode_barang = x.sku);
comment on view mart.v_finding_pos is 'Findings of data quality about the tills: what differs from the ERP, shops and codes that nobody mapped. finding and subject together name one finding.';
