-- What core keeps beside its facts: sums, days, dimensions. Loads change them by differences, so a slip stays in them for ever
-- and no figure of a single day shows it. Each is worked out here from the rows below it; the facts themselves are held against
-- raw by ops.cross_check_core.
create or replace function ops.cross_check_upkeep(p_work_item_id bigint, p_revision_no integer)
returns jsonb
language sql stable
set work_mem = '64MB'
as $$
  with r as materialized (
    select coalesce((v.figures ->> 'sales_from')::date, date_trunc('month', w.business_date::timestamp)::date) as from_date, w.business_date as to_date,
           date_trunc('month', coalesce((v.figures ->> 'sales_from')::date, w.business_date)::timestamp)::date as first_month,
           (date_trunc('month', w.business_date::timestamp) + interval '1 month')::date as next_month,
           case when d.task_identifier = 'report/control_stock' then b.load_ids else '{}' end as load_ids
      from ops.work_items w
      join ops.job_definitions d on d.key = w.definition_key
      join ops.work_item_revisions v on v.work_item_id = w.id and v.revision_no = p_revision_no
      join ops.revision_bases b on b.work_item_id = w.id and b.revision_no = p_revision_no
     where w.id = p_work_item_id
  ), snapshot as materialized (
    select h.entity, h.snapshot_date from r join raw.load_history h on h.load_id = any (r.load_ids) and h.kind = 'stock' and h.status = 'accepted'
  ), stock_code as materialized (
    select x.* from snapshot s join core.agg_stock_code x on x.entity = s.entity and x.snapshot_date = s.snapshot_date
  ), stock_article as materialized (
    select x.* from snapshot s join core.agg_stock_article x on x.entity = s.entity and x.snapshot_date = s.snapshot_date
  ), fact as materialized (
    -- Whole months: sums of a month know no days.
    select x.tanggal, d.kode_mix, d.is_mapped, x.store_id, x.pairs_qty, x.total_amount,
           case when x.tanggal between r.from_date and r.to_date then coalesce(w.store_id, t.store_id, 0) end as wanted_store_id, x.entity, x.nomor_invoice, x.kode_barang
      from r
      join core.fact_sales x on x.entity in ('DDD', 'MBB', 'UBB') and x.tanggal >= r.first_month and x.tanggal < r.next_month
      join core.dim_product d on d.kode_barang = x.kode_barang
      left join core.dim_warehouse w on w.warehouse_id = x.warehouse_id
      left join (select lower(btrim(a.name)) as name, s.store_id from portal.name_alias a join core.dim_store s on s.store_code = a.canonical_name where a.source = 'accurate') t
        on t.name = lower(btrim(x.nama_departemen))
  ), number as (
    select f.entity || ' ' || f.nomor_invoice || ' ' || f.kode_barang as subject, 'fact_sales.store_id' as field, f.store_id::numeric as reported, f.wanted_store_id::numeric as recomputed
      from fact f where f.wanted_store_id is not null
    union all
    select coalesce(c.entity, f.entity) || ' kode ' || coalesce(c.kode_barang, f.kode_barang), 'agg_stock_code.' || t.field, t.reported, t.recomputed
      from stock_code c
      full join (
        select x.entity, x.snapshot_date, x.kode_barang, sum(x.pairs_qty) filter (where w.counts and w.kind = 'WHS') as whs, sum(x.pairs_qty) filter (where w.counts and w.kind = 'WHB') as whb,
               sum(x.pairs_qty) filter (where w.counts and w.kind = 'STORE') as store, sum(x.pairs_qty) filter (where w.counts and w.loose) as loose, sum(x.pairs_qty) filter (where not w.counts) as excluded
          from snapshot s join core.fact_stock x on x.entity = s.entity and x.snapshot_date = s.snapshot_date join core.dim_warehouse w on w.warehouse_id = x.warehouse_id
         group by 1, 2, 3) f on f.entity = c.entity and f.snapshot_date = c.snapshot_date and f.kode_barang = c.kode_barang
     cross join lateral (values ('whs_pairs', c.whs_pairs, f.whs), ('whb_pairs', c.whb_pairs, f.whb), ('store_pairs', c.store_pairs, f.store),
                                ('loose_pairs', c.whs_loose_pairs + c.whb_loose_pairs + c.store_loose_pairs, f.loose), ('excluded_pairs', c.excluded_pairs, f.excluded)) as t (field, reported, recomputed)
    union all
    select coalesce(a.entity, c.entity) || ' artikel ' || coalesce(a.kode_mix, c.kode_mix), 'agg_stock_article.' || t.field, t.reported, t.recomputed
      from stock_article a
      full join (
        select x.entity, x.snapshot_date, d.kode_mix, d.is_mapped, sum(x.whs_pairs) as whs, sum(x.whb_pairs) as whb, sum(x.store_pairs) as store,
               sum(x.whs_loose_pairs + x.whb_loose_pairs + x.store_loose_pairs) as loose
          from stock_code x join core.dim_product d on d.kode_barang = x.kode_barang group by 1, 2, 3, 4) c
        on c.entity = a.entity and c.snapshot_date = a.snapshot_date and c.kode_mix = a.kode_mix and c.is_mapped = a.is_mapped
     cross join lateral (values ('whs_pairs', a.whs_pairs, c.whs), ('whb_pairs', a.whb_pairs, c.whb), ('store_pairs', a.store_pairs, c.store),
                                ('loose_pairs', a.whs_loose_pairs + a.whb_loose_pairs + a.store_loose_pairs, c.loose)) as t (field, reported, recomputed)
    union all
    select coalesce(a.snapshot_date, c.snapshot_date) || ' artikel ' || coalesce(a.kode_mix, c.kode_mix), 'agg_stock_daily', a.total_pairs, c.pairs
      from (select x.* from core.agg_stock_daily x where x.snapshot_date in (select s.snapshot_date from snapshot s)) a
      full join (
        select x.snapshot_date, x.kode_mix, x.is_mapped, sum(x.whs_pairs + x.whb_pairs + x.store_pairs) as pairs
          from core.agg_stock_article x where x.snapshot_date in (select s.snapshot_date from snapshot s) group by 1, 2, 3) c
        on c.snapshot_date = a.snapshot_date and c.kode_mix = a.kode_mix and c.is_mapped = a.is_mapped
    union all
    select coalesce(a.month, c.month) || ' (bulan) artikel ' || coalesce(a.kode_mix, c.kode_mix), 'agg_stock_monthly', a.filled_days::numeric, c.days::numeric
      from (select x.* from r join core.agg_stock_monthly x on x.month >= r.first_month and x.month < r.next_month where r.load_ids <> '{}') a
      full join (
        select date_trunc('month', x.snapshot_date::timestamp)::date as month, x.kode_mix, x.is_mapped, bit_or(1 << (extract(day from x.snapshot_date)::integer - 1)) as days
          from r join core.agg_stock_daily x on x.snapshot_date >= r.first_month and x.snapshot_date < r.next_month
         where r.load_ids <> '{}' and x.total_pairs > 0 group by 1, 2, 3) c on c.month = a.month and c.kode_mix = a.kode_mix and c.is_mapped = a.is_mapped
    union all
    select coalesce(a.month, f.month) || ' (bulan) artikel ' || coalesce(a.kode_mix, f.kode_mix) || ' toko ' || coalesce(a.store_id, f.store_id), 'sales_monthly' || t.field, t.reported, t.recomputed
      from (select x.* from r join core.sales_monthly x on x.month >= r.first_month and x.month < r.next_month) a
      full join (
        select date_trunc('month', x.tanggal::timestamp)::date as month, x.kode_mix, x.is_mapped, x.store_id, sum(x.pairs_qty) as pairs, sum(x.total_amount) as amount, count(*) as n from fact x group by 1, 2, 3, 4) f
        on f.month = a.month and f.kode_mix = a.kode_mix and f.is_mapped = a.is_mapped and f.store_id = a.store_id
     cross join lateral (values ('', a.pairs_qty, f.pairs), ('.total_amount', a.total_amount, f.amount), ('.line_count', a.line_count::numeric, f.n::numeric)) as t (field, reported, recomputed)
    union all
    select coalesce(a.tanggal, f.tanggal) || ' artikel ' || coalesce(a.kode_mix, f.kode_mix), 'agg_sales_daily.' || t.field, t.reported, t.recomputed
      from (select x.* from r join core.agg_sales_daily x on x.tanggal >= r.first_month and x.tanggal < r.next_month) a
      full join (select x.tanggal, x.kode_mix, x.is_mapped, count(*) as n, count(*) filter (where x.pairs_qty > 0) as positive from fact x group by 1, 2, 3) f
        on f.tanggal = a.tanggal and f.kode_mix = a.kode_mix and f.is_mapped = a.is_mapped
     cross join lateral (values ('line_count', a.line_count::numeric, f.n::numeric), ('positive_count', a.positive_count::numeric, f.positive::numeric)) as t (field, reported, recomputed)
  ), word as (
    -- Which load speaks for which day.
    select coalesce(a.entity, h.entity) || ' ' || coalesce(a.tanggal, h.tanggal) as subject, 'sales_days' as field, a.load_id::text as reported, h.load_id::text as recomputed
      from (select x.* from r join core.sales_days x on x.tanggal between r.from_date and r.to_date) a
      full join (
        select distinct on (l.entity, g.day) l.entity, g.day::date as tanggal, l.load_id
          from r join raw.load_history l on l.kind = 'sales' and l.status = 'accepted' and l.covers_to >= r.from_date and l.covers_from <= r.to_date
         cross join lateral generate_series(greatest(l.covers_from, r.from_date)::timestamp, least(l.covers_to, r.to_date)::timestamp, interval '1 day') as g (day)
         order by l.entity, g.day, l.snapshot_date desc, l.load_id desc) h on h.entity = a.entity and h.tanggal = a.tanggal
    union all
    select coalesce(a.entity, h.entity) || ' ' || coalesce(a.snapshot_date, h.snapshot_date), 'stock_days', a.load_id::text, h.load_id::text
      from (select x.* from r join core.stock_days x on x.snapshot_date between r.from_date and r.to_date where r.load_ids <> '{}') a
      full join (select l.entity, l.snapshot_date, l.load_id from r join raw.load_history l on l.kind = 'stock' and l.status = 'accepted' and l.snapshot_date between r.from_date and r.to_date where r.load_ids <> '{}') h
        on h.entity = a.entity and h.snapshot_date = a.snapshot_date
    union all
    -- A shop that left portal.store keeps what was known of it.
    select 'toko ' || d.store_code, 'dim_store', concat_ws(' / ', d.name, d.branch, d.area), concat_ws(' / ', s.name, s.branch, s.area)
      from core.dim_store d join portal.store s on s.store_code = d.store_code
    union all
    select 'gudang ' || d.entity || ' ' || d.nama_gudang, 'dim_warehouse.' || t.field, t.reported, t.recomputed
      from core.dim_warehouse d
      left join core.dim_store s on s.store_id = d.store_id
      left join portal.warehouse w on w.entity = d.entity and lower(btrim(w.nama_gudang)) = d.name_key
      left join core.dim_store k on k.store_code = w.store_code
     cross join lateral (values ('store_id', s.store_code, k.store_code), ('loose', d.loose::text, coalesce(w.loose, false)::text)) as t (field, reported, recomputed)
    union all
    select 'artikel ' || a.kode_mix, 'dim_article.' || t.field, t.reported, t.recomputed
      from core.dim_article a
      left join lateral (
        select min(k.tier) as tier, count(*) as total, count(*) filter (where upper(btrim(k.status)) = 'ACTIVE') as active,
               (array_agg(k.name order by n.name desc, k.name collate "C") filter (where k.name is not null))[1] as name,
               (array_agg(k.gender order by n.gender desc, k.gender collate "C") filter (where k.gender is not null))[1] as gender,
               (array_agg(k.series order by n.series desc, k.series collate "C") filter (where k.series is not null))[1] as series
          from portal.kodemix k
         cross join lateral (
           select count(*) filter (where o.name = k.name) as name, count(*) filter (where o.gender = k.gender) as gender, count(*) filter (where o.series = k.series) as series
             from portal.kodemix o where o.kode_mix = a.kode_mix) n
         where k.kode_mix = a.kode_mix) k on a.is_mapped
     cross join lateral (
       select min(x.tanggal)::text as first_on from core.agg_sales_daily x where x.kode_mix = a.kode_mix and x.is_mapped = a.is_mapped and x.positive_count > 0) f
     cross join lateral (
       values ('first_sale_on', a.first_sale_on::text, f.first_on), ('tier', a.tier::text, k.tier::text), ('codes_total', a.codes_total::text, case when a.is_mapped then k.total else 1 end::text),
              ('codes_active', a.codes_active::text, case when a.is_mapped then k.active else 0 end::text), ('gender', a.gender, k.gender), ('series', a.series, k.series),
              ('name', case when a.is_mapped then a.name end, k.name)) as t (field, reported, recomputed)
  ), value as (
    select n.subject, n.field, coalesce(trim_scale(n.reported), 0)::text as reported, coalesce(trim_scale(n.recomputed), 0)::text as recomputed from number n
    union all
    select w.* from word w
  ), differing as materialized (
    select v.* from value v where v.reported is distinct from v.recomputed
  )
  select jsonb_build_object('compared', (select count(*) from value), 'differing', (select count(*) from differing), 'differences', coalesce(jsonb_agg(
           ops.cross_check_difference(v.subject, v.field, v.reported, v.recomputed, 'core.' || split_part(v.field, '.', 1),
             case when v.field like 'dim%' then 'pemetaan (portal)' when v.field like '%days' then 'muatan yang diterima' else 'rincian di core' end,
             format('%s di core.%s: %s, seharusnya %s.', v.subject, v.field, coalesce(v.reported, 'tidak ada'), coalesce(v.recomputed, 'tidak ada'))) order by v.n), '[]'))
    from (select d.*, row_number() over (order by d.field collate "C", d.subject collate "C") as n from differing d order by n limit 1000) v
$$;
comment on function ops.cross_check_upkeep(bigint, integer) is 'Check upkeep: sums, days and dimensions of core against the facts, loads and mappings that they follow. Internal.';
