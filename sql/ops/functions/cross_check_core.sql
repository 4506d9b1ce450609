-- core and raw are committed together, so in one statement they agree at any time. Here each row is named: this is where a
-- difference between report and raw usually begins.
create or replace function ops.cross_check_core(p_work_item_id bigint, p_revision_no integer)
returns jsonb
language sql stable
as $$
  with r as materialized (
    select coalesce((v.figures ->> 'sales_from')::date, date_trunc('month', w.business_date::timestamp)::date) as from_date, w.business_date as to_date,
           array(select h.load_id from raw.load_history h where h.load_id = any (b.load_ids) and h.kind = 'stock' and h.status = 'accepted' and d.task_identifier = 'report/control_stock') as stock_ids
      from ops.work_items w
      join ops.job_definitions d on d.key = w.definition_key
      join ops.work_item_revisions v on v.work_item_id = w.id and v.revision_no = p_revision_no
      join ops.revision_bases b on b.work_item_id = w.id and b.revision_no = p_revision_no
     where w.id = p_work_item_id
  ), snapshot as materialized (
    select h.entity, h.snapshot_date from r join raw.load_history h on h.load_id = any (r.stock_ids)
  ), held as materialized (
    select s.* from r cross join lateral ops.cross_check_stock_rows(r.stock_ids) s
  ), line as materialized (
    select l.* from r cross join lateral ops.cross_check_lines(
      array(select h.load_id from raw.load_history h where h.kind = 'sales' and h.status = 'accepted' and h.covers_to >= r.from_date), r.from_date, r.to_date) l
  ), fact_stock as (
    select coalesce(h.entity, f.entity) || ' ' || coalesce(h.kode, f.kode_barang) || ' ' || coalesce(h.gudang, f.name_key) as subject, 'fact_stock' as field, f.pairs_qty as reported, h.pairs_qty as recomputed
      from (select x.*, w.name_key from snapshot s join core.fact_stock x on x.entity = s.entity and x.snapshot_date = s.snapshot_date join core.dim_warehouse w on w.warehouse_id = x.warehouse_id) f
      full join held h on h.entity = f.entity and h.kode = f.kode_barang and h.gudang = f.name_key
  ), agg_stock as (
    select coalesce(h.entity, f.entity) || ' artikel ' || coalesce(h.kode_mix, f.kode_mix), 'agg_stock_article', f.pairs, h.pairs
      from (select x.entity, x.kode_mix, x.is_mapped, x.whs_pairs + x.whb_pairs + x.store_pairs as pairs
              from snapshot s join core.agg_stock_article x on x.entity = s.entity and x.snapshot_date = s.snapshot_date) f
      full join (select s.entity, coalesce(k.kode_mix, s.kode) as kode_mix, k.kode_barang is not null as is_mapped,
                        coalesce(sum(s.pairs_qty) filter (where coalesce(w.kind <> 'OTHER' and w.in_cover, true)), 0) as pairs
                   from held s
                   left join portal.kodemix k on k.kode_barang = s.kode
                   left join portal.warehouse w on w.entity = s.entity and lower(btrim(w.nama_gudang)) = s.gudang
                  group by 1, 2, 3) h on h.entity = f.entity and h.kode_mix = f.kode_mix and h.is_mapped = f.is_mapped
  ), fact_sales as (
    select coalesce(l.entity, f.entity) || ' ' || coalesce(l.nomor_invoice, f.nomor_invoice) || ' ' || coalesce(l.kode, f.kode_barang) || ' ' || coalesce(l.tanggal, f.tanggal), t.*
      from (select x.* from r join core.fact_sales x on x.entity in ('DDD', 'MBB', 'UBB') and x.tanggal between r.from_date and r.to_date) f
      full join (select x.entity, x.tanggal, x.nomor_invoice, x.kode, sum(x.pairs_qty) as pairs, sum(x.total_amount) as amount from line x group by 1, 2, 3, 4) l
        on l.entity = f.entity and l.tanggal = f.tanggal and l.nomor_invoice = f.nomor_invoice and l.kode = f.kode_barang
     cross join lateral (values ('fact_sales', f.pairs_qty, l.pairs), ('fact_sales.total_amount', f.total_amount, l.amount)) as t (field, reported, recomputed)
  ), fact_place as (
    -- One line that was two (codes that differ in blanks) belongs to the larger one: left out.
    select f.entity || ' ' || f.nomor_invoice || ' ' || f.kode_barang || ' ' || f.tanggal as subject, 'fact_sales.' || t.field as field, t.reported, t.recomputed
      from (select x.entity, x.tanggal, x.nomor_invoice, x.kode, min(x.gudang) as gudang, min(x.departemen) as departemen from line x group by 1, 2, 3, 4 having count(*) = 1) l
      join core.fact_sales f on f.entity = l.entity and f.tanggal = l.tanggal and f.nomor_invoice = l.nomor_invoice and f.kode_barang = l.kode
      left join core.dim_warehouse w on w.warehouse_id = f.warehouse_id
     cross join lateral (values ('gudang', w.name_key, nullif(l.gudang, '')), ('departemen', nullif(lower(btrim(f.nama_departemen)), ''), nullif(l.departemen, ''))) as t (field, reported, recomputed)
  ), agg_sales as (
    select coalesce(l.tanggal, f.tanggal) || ' artikel ' || coalesce(l.kode_mix, f.kode_mix), t.*
      from (select x.* from r join core.agg_sales_daily x on x.tanggal between r.from_date and r.to_date) f
      full join (select x.tanggal, coalesce(k.kode_mix, x.kode) as kode_mix, k.kode_barang is not null as is_mapped, sum(x.pairs_qty) as pairs, sum(x.total_amount) as amount
                   from line x left join portal.kodemix k on k.kode_barang = x.kode group by 1, 2, 3) l
        on l.tanggal = f.tanggal and l.kode_mix = f.kode_mix and l.is_mapped = f.is_mapped
     cross join lateral (values ('agg_sales_daily', f.pairs_qty, l.pairs), ('agg_sales_daily.total_amount', f.total_amount, l.amount)) as t (field, reported, recomputed)
  ), agg_week as (
    select coalesce(l.week, f.week) || ' (minggu) artikel ' || coalesce(l.kode_mix, f.kode_mix), 'agg_sales_weekly', f.pairs_qty, l.pairs
      from (select x.* from r join core.agg_sales_weekly x on x.week >= r.from_date and x.week + 6 <= r.to_date) f
      full join (select date_trunc('week', x.tanggal::timestamp)::date as week, coalesce(k.kode_mix, x.kode) as kode_mix, k.kode_barang is not null as is_mapped, sum(x.pairs_qty) as pairs
                   from line x cross join r left join portal.kodemix k on k.kode_barang = x.kode
                  where date_trunc('week', x.tanggal::timestamp)::date between r.from_date and r.to_date - 6 group by 1, 2, 3) l
        on l.week = f.week and l.kode_mix = f.kode_mix and l.is_mapped = f.is_mapped
  ), product as (
    select 'kode ' || d.kode_barang, 'dim_product', case when d.is_mapped then d.kode_mix end, k.kode_mix
      from core.dim_product d left join portal.kodemix k on k.kode_barang = d.kode_barang
  ), warehouse as (
    select 'gudang ' || d.entity || ' ' || d.nama_gudang, 'dim_warehouse', d.kind || case when d.counts then '' else ' (tidak dihitung)' end,
           coalesce(w.kind, 'STORE') || case when coalesce(w.kind <> 'OTHER' and w.in_cover, true) then '' else ' (tidak dihitung)' end
      from core.dim_warehouse d left join portal.warehouse w on w.entity = d.entity and lower(btrim(w.nama_gudang)) = d.name_key
  ), value as (
    select x.subject, x.field, coalesce(trim_scale(x.reported), 0)::text as reported, coalesce(trim_scale(x.recomputed), 0)::text as recomputed
      from (select * from fact_stock union all select * from agg_stock union all select * from fact_sales union all select * from agg_sales union all select * from agg_week) x
    union all
    select * from fact_place
    union all
    select * from product
    union all
    select * from warehouse
  ), differing as materialized (
    select v.* from value v where v.reported is distinct from v.recomputed
  )
  -- A table that is wrong as a whole is told by its first thousand rows.
  select jsonb_build_object('compared', (select count(*) from value), 'differing', (select count(*) from differing), 'differences', coalesce(jsonb_agg(
           ops.cross_check_difference(v.subject, v.field, v.reported, v.recomputed, 'core.' || split_part(v.field, '.', 1),
             case when v.field like 'dim%' then 'pemetaan (portal)' else 'data mentah (raw)' end,
             format('%s di core.%s: %s, seharusnya %s.', v.subject, v.field, coalesce(v.reported, 'tidak ada'), coalesce(v.recomputed, 'tidak ada'))) order by v.n), '[]'))
    from (select d.*, row_number() over (order by d.field not like 'fact%', d.field, d.subject collate "C") as n from differing d order by n limit 1000) v
$$;
comment on function ops.cross_check_core(bigint, integer) is 'Check core: facts, sums and dimensions of core for the days of a report, row by row against raw and portal. Internal.';
