-- A report keeps the mapping under which it was frozen. When it was changed since, the report and today's views tell two
-- stories: said with both names. What came with a recorded load of reference data, or what a later report was made under and has
-- told among its changes, is on record already, and only noted.
create or replace function ops.cross_check_mapping(p_work_item_id bigint, p_revision_no integer)
returns jsonb
language sql stable
as $$
  with r as materialized (
    select b.basis, n.load_ids, n.reference_load_id, n.history_id, v.frozen_at, w.business_date as to_date, d.task_identifier = 'report/control_stock' as has_stock,
           d.task_identifier = 'report/daily_sales' as has_shops,
           coalesce((v.figures ->> 'sales_from')::date, date_trunc('month', w.business_date::timestamp)::date) as from_date
      from ops.work_items w
      join ops.job_definitions d on d.key = w.definition_key
      join ops.work_item_revisions v on v.work_item_id = w.id and v.revision_no = p_revision_no
      join ops.revision_bases n on n.work_item_id = w.id and n.revision_no = p_revision_no
      join ops.report_bases b on b.basis_hash = n.basis_hash
     where w.id = p_work_item_id
  ), now as materialized (
    select ops.report_basis() as basis
  ), later as materialized (
    select b.basis
      from r join ops.work_item_revisions v on v.frozen_at > r.frozen_at
      join ops.revision_bases n on n.work_item_id = v.work_item_id and n.revision_no = v.revision_no
      join ops.report_bases b on b.basis_hash = n.basis_hash
     order by v.frozen_at desc, v.work_item_id desc limit 1
  ), stock as materialized (
    select s.* from r cross join lateral ops.cross_check_stock_rows(r.load_ids) s where r.has_stock
  ), line as materialized (
    select l.* from r cross join lateral ops.cross_check_lines(r.load_ids, r.from_date, r.to_date) l
  ), moved as materialized (
    select x.kind, x.key, x.was, x.becomes
      from r cross join now
     cross join lateral (
       select 'portal.kodemix' as kind, coalesce(a.key, b.key) as key, a.value as was, b.value as becomes
         from jsonb_each_text(r.basis -> 'codes') a full join jsonb_each_text(now.basis -> 'codes') b on b.key = a.key where not r.has_shops
       union all
       -- Of a warehouse the shop counts for sales, the rest for stock.
       select 'portal.warehouse', coalesce(a.key, b.key),
              case when r.has_stock then concat_ws(' ', a.value ->> 0, case when not (a.value ->> 1)::boolean then '(tidak dihitung)' end, case when (a.value ->> 2)::boolean then '(lepas)' end) else a.value ->> 3 end,
              case when r.has_stock then concat_ws(' ', b.value ->> 0, case when not (b.value ->> 1)::boolean then '(tidak dihitung)' end, case when (b.value ->> 2)::boolean then '(lepas)' end) else b.value ->> 3 end
         from jsonb_each(r.basis -> 'warehouses') a full join jsonb_each(now.basis -> 'warehouses') b on b.key = a.key where r.has_stock or r.has_shops
       union all
       select 'portal.store', coalesce(a.key, b.key), a.value, b.value
         from jsonb_each_text(r.basis -> 'stores') a full join jsonb_each_text(now.basis -> 'stores') b on b.key = a.key where r.has_shops and a.key is not null
       union all
       select 'portal.name_alias', coalesce(a.key, b.key), a.value, b.value
         from jsonb_each_text(r.basis -> 'departments') a full join jsonb_each_text(now.basis -> 'departments') b on b.key = a.key where r.has_shops) x
     where nullif(x.was, '') is distinct from nullif(x.becomes, '')
  ), weight as (
    -- Only what the report counted is news for it.
    select 'portal.kodemix' as kind, x.kode as key, sum(abs(x.pairs_qty)) as pairs
      from (select s.kode, s.pairs_qty from stock s union all select l.kode, l.pairs_qty from line l) x group by 2
    union all
    select 'portal.warehouse', x.key, sum(abs(x.pairs_qty))
      from (select s.entity || ' ' || s.gudang as key, s.pairs_qty from stock s
            union all select l.entity || ' ' || l.gudang, l.pairs_qty from line l cross join r where r.has_shops) x group by 2
    union all
    select 'portal.store', w.value ->> 3, sum(abs(l.pairs_qty)) from line l join (select x.* from r cross join lateral jsonb_each(r.basis -> 'warehouses') x) w on w.key = l.entity || ' ' || l.gudang group by 2
    union all
    select 'portal.name_alias', l.departemen, sum(abs(l.pairs_qty)) from line l cross join r where r.has_shops group by 2
  ), touched as (
    select m.*, w.pairs from moved m join weight w on w.kind = m.kind and w.key = m.key
  ), told as (
    select t.*, h.changed_by, h.changed_at,
           exists (select from portal.reference_loads l cross join r
                    where l.id > r.reference_load_id and l.table_name = t.kind and l.outcome = 'applied'
                      and l.loaded_at = coalesce(h.changed_at, (select k.updated_at from portal.kodemix k where t.kind = 'portal.kodemix' and k.kode_barang = t.key)))
           or (h.changed_at is not null or t.was is null)
              and exists (
                select from later x cross join now
                 where x.basis #> array[p.place, t.key] is not distinct from now.basis #> array[p.place, t.key]) as is_recorded
      from touched t
      join (values ('portal.kodemix', 'codes'), ('portal.warehouse', 'warehouses'), ('portal.store', 'stores'), ('portal.name_alias', 'departments')) as p (kind, place) on p.kind = t.kind
      left join lateral (
        select c.changed_by, c.changed_at from ops.settings_history c
         where c.id > (select r.history_id from r) and c.table_name = t.kind and replace(lower(c.row_key), ':', ' ') = case t.kind when 'portal.name_alias' then 'accurate ' else '' end || lower(t.key) order by c.id desc limit 1) h on true
  )
  select jsonb_build_object('compared', (select count(*) from r cross join lateral jsonb_object_keys(r.basis -> 'codes')), 'differences', coalesce(jsonb_agg(
           ops.cross_check_difference(case t.kind when 'portal.kodemix' then 'kode ' when 'portal.warehouse' then 'gudang ' when 'portal.store' then 'toko ' else 'departemen ' end || t.key, t.kind, nullif(t.was, ''), nullif(t.becomes, ''),
             'pemetaan saat laporan dibekukan', 'pemetaan sekarang (' || t.kind || ')',
             format('pemetaan %s (%s pasang) di laporan %s, sekarang %s%s.', t.key, ops.cross_check_plain(t.pairs), coalesce(nullif(t.was, ''), 'belum dipetakan'), coalesce(nullif(t.becomes, ''), 'tidak dipetakan'),
               case when t.is_recorded then ' (dimuat sesudah laporan, atau sudah disebut di laporan berikutnya)' when t.changed_at is not null
                 then format('; diubah %s pada %s WIB', t.changed_by, to_char(t.changed_at at time zone 'Asia/Jakarta', 'DD-MM-YYYY HH24:MI')) else '' end), not t.is_recorded)
           order by t.is_recorded, t.pairs desc, t.key collate "C"), '[]'))
    from told t
$$;
comment on function ops.cross_check_mapping(bigint, integer) is 'Check mapping: codes, warehouses and shops of the report that were mapped otherwise since it was frozen. Internal.';
