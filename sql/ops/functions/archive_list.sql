create or replace function ops.archive_list()
returns table (month_on date, row_count bigint, exported_at timestamptz, file_name text, sha256 text, may_drop boolean)
language sql stable
as $$
  with months as (
    select ops.archive_month(a.at) as month_on, count(*) as row_count from ops.archive a group by 1
  )
  select m.month_on, m.row_count, e.exported_at, e.file_name, e.sha256, coalesce(e.row_count = m.row_count, false)
    from months m
    left join lateral (
      select x.* from ops.archive_exports x where x.month_on = m.month_on and x.dropped_at is null order by x.id desc limit 1
    ) e on true
   order by m.month_on;
$$;
comment on function ops.archive_list() is 'The months of the archive, the newest export of each, and whether that holds all of its rows, so that the month may be dropped.';
