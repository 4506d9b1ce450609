-- Two things end a comparison without being anybody's error: a person took a load back, and with it its rows; or raw keeps only
-- what still speaks for a day (retention), and a later load has taken the day over.
create or replace function ops.cross_check_gone(p_work_item_id bigint, p_revision_no integer, p_kind text)
returns text
language sql stable
as $$
  with b as materialized (
    select r.load_ids, w.business_date as to_date, coalesce((v.figures ->> 'sales_from')::date, date_trunc('month', w.business_date::timestamp)::date) as from_date
      from ops.revision_bases r
      join ops.work_items w on w.id = r.work_item_id
      join ops.work_item_revisions v on v.work_item_id = r.work_item_id and v.revision_no = r.revision_no
     where r.work_item_id = p_work_item_id and r.revision_no = p_revision_no
  ), kept as (
    select util.local_date(util.now() - coalesce(r.keep, r.default_keep)) as since from ops.retention_rules r where r.key = 'raw.accurate_sales' and r.is_enabled
  )
  select string_agg(x.says, '; ' order by x.says)
    from (
      select format('muatan %s (%s %s) ditarik kembali sesudah laporan', h.load_id, h.kind, h.entity) as says
        from b join raw.load_history h on h.load_id = any (b.load_ids)
       where h.kind = p_kind and h.status = 'superseded' and h.superseded_by is null
      union all
      select format('stok %s %s sudah tidak disimpan', h.entity, mart.date_text(h.snapshot_date))
        from b join raw.load_history h on h.load_id = any (b.load_ids) and h.kind = 'stock'
       where p_kind = 'stock'
         and h.snapshot_date < (select util.local_date(util.now() - coalesce(r.keep, r.default_keep)) from ops.retention_rules r where r.key = 'raw.accurate_stock' and r.is_enabled)
      union all
      select format('penjualan %s %s dimuat ulang sesudah laporan, dan data mentah lamanya sudah tidak disimpan', o.entity, mart.date_text(min(o.day)))
        from (
          select distinct on (h.entity, d.day) h.entity, d.day::date as day, h.load_id, h.snapshot_date
            from b join raw.load_history h on h.load_id = any (b.load_ids) and h.kind = 'sales'
           cross join lateral generate_series(greatest(h.covers_from, b.from_date)::timestamp, least(h.covers_to, b.to_date)::timestamp, interval '1 day') d (day)
           order by h.entity, d.day, h.snapshot_date desc, h.load_id desc) o
       where p_kind = 'sales' and o.snapshot_date < (select k.since from kept k)
         and exists (select from raw.load_history n where n.kind = 'sales' and n.entity = o.entity and n.status = 'accepted'
                        and o.day between n.covers_from and n.covers_to and n.snapshot_date > o.snapshot_date)
       group by o.entity
    ) x
$$;
comment on function ops.cross_check_gone(bigint, integer, text) is 'Why the stock or sales of a frozen report cannot be worked out again from raw; NULL: they can. Internal.';
