create or replace function ops.archive_partition(p_month date)
returns name
language sql immutable
as $$
  select ('archive_' || to_char(p_month, 'YYYY_MM'))::name;
$$;
comment on function ops.archive_partition(date) is 'Name of the partition of a month, in schema ops.';
