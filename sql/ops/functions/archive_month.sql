create or replace function ops.archive_month(p_at timestamptz)
returns date
language sql stable
as $$
  select date_trunc('month', util.local_date(p_at)::timestamp)::date;
$$;
comment on function ops.archive_month(timestamptz) is 'The month of the archive that a moment belongs to: first day, in Jakarta.';
