create or replace function core.sales_days_sync(p_entity text, p_from date, p_to date)
returns void
language sql volatile
set search_path = pg_catalog, pg_temp
as $$
  with speaking as materialized (
    select distinct on (g.day) g.day::date as tanggal, h.load_id, h.snapshot_date
      from raw.load_history h
     cross join generate_series(greatest(h.covers_from, p_from)::timestamp, least(h.covers_to, p_to)::timestamp, interval '1 day') as g (day)
     where h.kind = 'sales' and h.entity = p_entity and h.status = 'accepted' and h.covers_from <= p_to and h.covers_to >= p_from
     order by g.day, h.snapshot_date desc, h.load_id desc
  ), silent as (
    delete from core.sales_days w
     where w.entity = p_entity and w.tanggal between p_from and p_to
       and not exists (select from speaking s where s.tanggal = w.tanggal)
  )
  insert into core.sales_days as w (entity, tanggal, load_id, snapshot_date)
  select p_entity, s.tanggal, s.load_id, s.snapshot_date from speaking s
  on conflict (entity, tanggal) do update
     set load_id = excluded.load_id, snapshot_date = excluded.snapshot_date
   where w.load_id <> excluded.load_id or w.snapshot_date <> excluded.snapshot_date;
$$;
comment on function core.sales_days_sync(text, date, date) is 'Which load speaks for each day of the range: the newest accepted one that covers it; no row where there is none. Internal.';
