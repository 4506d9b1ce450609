create or replace function ops.cross_check_stock(p_work_item_id bigint, p_revision_no integer)
returns jsonb
language sql stable
as $$
  with r as materialized (
    select v.figures, b.basis, n.load_ids, (b.basis #>> '{settings,control_stock.pairs_per_box}')::numeric as box
      from ops.work_item_revisions v
      join ops.revision_bases n on n.work_item_id = v.work_item_id and n.revision_no = v.revision_no
      join ops.report_bases b on b.basis_hash = n.basis_hash
     where v.work_item_id = p_work_item_id and v.revision_no = p_revision_no
  ), code as materialized (
    select c.key as kode, c.value as kode_mix from r cross join lateral jsonb_each_text(r.basis -> 'codes') c
  ), warehouse as materialized (
    select w.key as name, w.value ->> 0 as kind, (w.value ->> 1)::boolean as counts, (w.value ->> 2)::boolean as loose
      from r cross join lateral jsonb_each(r.basis -> 'warehouses') w
  ), held as (
    -- A warehouse that nobody mapped is a shop.
    select coalesce(c.kode_mix, s.kode) as kode_mix, c.kode is not null as is_mapped, coalesce(w.kind, 'STORE') as kind, coalesce(w.loose, false) as loose, s.pairs_qty
      from r cross join lateral ops.cross_check_stock_rows(r.load_ids) s
      left join code c on c.kode = s.kode
      left join warehouse w on w.name = s.entity || ' ' || s.gudang
     where coalesce(w.counts, true)
  ), raw as (
    select h.kode_mix, h.is_mapped, sum(h.pairs_qty) as total,
           coalesce(sum(h.pairs_qty) filter (where h.kind = 'WHS'), 0) as whs, coalesce(sum(h.pairs_qty) filter (where h.kind = 'WHB'), 0) as whb,
           coalesce(sum(h.pairs_qty) filter (where h.kind = 'STORE'), 0) as store,
           floor(coalesce(sum(h.pairs_qty) filter (where h.kind = 'WHS' and not h.loose), 0) / (select r.box from r))
           + floor(coalesce(sum(h.pairs_qty) filter (where h.kind = 'WHB' and not h.loose), 0) / (select r.box from r))
           + floor(coalesce(sum(h.pairs_qty) filter (where h.kind = 'STORE' and not h.loose), 0) / (select r.box from r)) as boxes
      from held h group by 1, 2
  ), frozen as (
    select x.* from r cross join lateral jsonb_to_recordset(r.figures -> 'rows')
      as x (kode_mix text, is_mapped boolean, total_pairs numeric, whs_pairs numeric, whb_pairs numeric, store_pairs numeric, boxes numeric)
  ), value as (
    select coalesce(f.kode_mix, x.kode_mix) as kode_mix, t.place, t.field, t.label, coalesce(t.reported, 0) as reported, coalesce(t.recomputed, 0) as recomputed
      from frozen f
      full join raw x on x.kode_mix = f.kode_mix and x.is_mapped = f.is_mapped
     cross join lateral (values (1, 'total_pairs', 'stok', f.total_pairs, x.total), (2, 'whs_pairs', 'stok WHS', f.whs_pairs, x.whs), (3, 'whb_pairs', 'stok WHB', f.whb_pairs, x.whb),
                                (4, 'store_pairs', 'stok toko', f.store_pairs, x.store), (5, 'boxes', 'box', f.boxes, x.boxes)) as t (place, field, label, reported, recomputed)
     -- An article whose warehouses cancel out, without a sale, is in no report.
     where f.kode_mix is not null or x.total <> 0
  )
  select jsonb_build_object('compared', count(*), 'pairs', coalesce(sum(abs(v.recomputed)) filter (where v.place = 1), 0),
           'differing_pairs', coalesce(sum(abs(v.reported - v.recomputed)) filter (where v.place = 1), 0),
           'differences', coalesce(jsonb_agg(ops.cross_check_difference('artikel ' || v.kode_mix, v.field, trim_scale(v.reported)::text, trim_scale(v.recomputed)::text,
               'laporan beku', 'muatan stok di raw',
               format('%s artikel %s: laporan %s, data mentah %s.', v.label, v.kode_mix, ops.cross_check_plain(v.reported), ops.cross_check_plain(v.recomputed)))
             order by v.place, abs(v.reported - v.recomputed) desc, v.kode_mix collate "C") filter (where v.reported <> v.recomputed), '[]'))
    from value v
$$;
comment on function ops.cross_check_stock(bigint, integer) is 'Check stock: pairs and boxes of each article in a frozen Control Stock, worked out from the rows of raw under the mapping of that moment. Internal.';
