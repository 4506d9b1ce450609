create or replace function raw.load_check_rows(p_load_id bigint)
returns table (check_name text, measured numeric, is_passed boolean, message text)
language sql stable
as $$
  with load as (
    select h.*, raw.load_check_params(h.kind, 'row_range') as params from raw.load_history h where h.load_id = p_load_id
  ), earlier as (
    select count(*) as n, min(x.rows_staged) as least, max(x.rows_staged) as most
      from (
        select h.rows_staged
          from load l
          join raw.load_history h on h.source = l.source and h.kind = l.kind and h.entity = l.entity and h.status = 'accepted'
         where h.snapshot_date < l.snapshot_date
           -- A year of history and seven days are not alike: like is compared with like.
           and (l.kind = 'stock' or h.covers_to - h.covers_from = l.covers_to - l.covers_from)
         order by h.snapshot_date desc
         limit (select (l.params ->> 'loads')::integer from load l)
      ) x
  )
  select 'row_range', l.rows_staged::numeric,
         e.n < (l.params ->> 'needs')::integer
           or l.rows_staged between (l.params ->> 'low')::numeric * e.least and (l.params ->> 'high')::numeric * e.most,
         case when e.n < (l.params ->> 'needs')::integer then format('%s baris; baru %s load sebelumnya untuk dibandingkan.', l.rows_staged, e.n)
              else format('%s baris; %s load terakhir berisi %s sampai %s baris.', l.rows_staged, e.n, e.least, e.most) end
    from load l, earlier e
$$;
comment on function raw.load_check_rows(bigint) is 'Compares the rows of a staged load with those of the last accepted ones. Internal.';
