-- The retailer has not confirmed what full floor and full box count. Ours, chosen so that more stock never means a lower
-- figure: on the floor are all pairs in the shop's WHS and STORE warehouses; in boxes are the full boxes (per article and
-- kind of warehouse, none where pairs lie loose) of all its warehouses that count.
create or replace function mart.store_ff_fb(p_as_of date)
returns table (
  store_code text, name text, branch text, as_of date, ff_pct numeric, ff_source text, fb_pct numeric, fb_source text,
  floor_pairs numeric, max_display integer, box_pairs numeric, storage integer, manual_source text, basis text
)
language sql stable
as $$
  with newest as materialized (
    select e.entity, (select max(d.snapshot_date) from core.stock_days d where d.entity = e.entity and d.snapshot_date <= p_as_of) as snapshot_date
      from (values ('DDD'), ('LJBB'), ('MBB'), ('UBB')) as e (entity)
  ), day as (
    select max(n.snapshot_date) as as_of from newest n having max(n.snapshot_date) is not null
  ), held as (
    select w.store_id, w.kind, p.kode_mix, p.is_mapped, sum(f.pairs_qty) as pairs, coalesce(sum(f.pairs_qty) filter (where not w.loose), 0) as boxable
      from newest n
      join core.fact_stock f on f.entity = n.entity and f.snapshot_date = n.snapshot_date
      join core.dim_warehouse w on w.warehouse_id = f.warehouse_id and w.counts
      join core.dim_store s on s.store_id = w.store_id
      join portal.stock_capacity c on c.store_code = s.store_code
      join core.dim_product p on p.kode_barang = f.kode_barang
     group by w.store_id, w.kind, p.kode_mix, p.is_mapped
  ), shop as (
    select h.store_id, greatest(coalesce(sum(h.pairs) filter (where h.kind in ('WHS', 'STORE')), 0), 0) as floor_pairs,
           coalesce(sum(greatest(floor(h.boxable / b.box), 0) * b.box), 0) as box_pairs
      from held h
     cross join (select util.setting_numeric('control_stock.pairs_per_box') as box) b
     group by h.store_id
  )
  select s.store_code, s.name, s.branch, d.as_of,
         coalesce(m.ff_pct, case when c.max_display > 0 then least(coalesce(x.floor_pairs, 0) * 100 / c.max_display, 100) end),
         case when m.ff_pct is not null then 'manual' when c.max_display > 0 then 'computed' end,
         coalesce(m.fb_pct, case when c.storage > 0 then least(coalesce(x.box_pairs, 0) * 100 / c.storage, 100) end),
         case when m.fb_pct is not null then 'manual' when c.storage > 0 then 'computed' end,
         coalesce(x.floor_pairs, 0), c.max_display, coalesce(x.box_pairs, 0), c.storage, m.source,
         case when m.ff_pct is not null and m.fb_pct is not null then 'angka manual'
              when m.ff_pct is not null or m.fb_pct is not null then 'sebagian manual, sisanya dihitung; definisi belum dikonfirmasi retailer'
              else 'dihitung; definisi belum dikonfirmasi retailer' end
    from portal.stock_capacity c
    join portal.store s on s.store_code = c.store_code
   cross join day d
    left join core.dim_store t on t.store_code = c.store_code
    left join shop x on x.store_id = t.store_id
    left join portal.store_ff_fb m on m.store_code = c.store_code and m.on_date = d.as_of
   where coalesce(s.opened_on, d.as_of) <= d.as_of and coalesce(s.closed_on, d.as_of) >= d.as_of
$$;
comment on function mart.store_ff_fb(date) is 'Full floor and full box in percent of each open shop that has a capacity row, as of the newest accepted snapshots at or before the date. A manual figure of that day wins; ff_source and fb_source say manual | computed. Computed ones follow our definition, which the retailer has not confirmed: min(1, pairs in WHS and STORE warehouses ÷ max_display), min(1, pairs in full boxes ÷ storage). NULL without a capacity.';
