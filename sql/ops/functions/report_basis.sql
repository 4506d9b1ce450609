-- Of shops that left portal.store the dimension still knows the branch: their old sales count there.
create or replace function ops.report_basis()
returns jsonb
language sql stable
as $$
  select jsonb_build_object(
    'codes', (select coalesce(jsonb_object_agg(k.kode_barang, k.kode_mix), '{}') from portal.kodemix k),
    'warehouses', (select coalesce(jsonb_object_agg(w.entity || ' ' || lower(btrim(w.nama_gudang)),
                     jsonb_build_array(w.kind, w.kind <> 'OTHER' and w.in_cover, w.loose, w.store_code)), '{}') from portal.warehouse w),
    'stores', (select coalesce(jsonb_object_agg(x.store_code, x.branch), '{}')
                 from (select s.store_code, s.branch from portal.store s
                       union all
                       select d.store_code, d.branch from core.dim_store d
                        where d.store_id <> 0 and not exists (select from portal.store s where s.store_code = d.store_code)) x),
    'departments', (select coalesce(jsonb_object_agg(lower(btrim(a.name)), a.canonical_name), '{}') from portal.name_alias a where a.source = 'accurate'),
    'settings', (select jsonb_object_agg(x.key, util.setting_numeric(x.key))
                   from unnest('{control_stock.must_po_months,control_stock.overstock_months,control_stock.pairs_per_box,control_stock.new_article_days}'::text[]) as x (key)))
$$;
comment on function ops.report_basis() is 'Mappings and thresholds as they are now: what a report is frozen under. Internal.';
