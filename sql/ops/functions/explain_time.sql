create or replace function ops.explain_time(p_at timestamptz)
returns text
language sql stable
as $$
  select coalesce(to_char(p_at at time zone 'Asia/Jakarta', 'YYYY-MM-DD HH24:MI:SS') || ' WIB', 'an unknown time');
$$;
comment on function ops.explain_time(timestamptz) is 'An instant as explain writes it.';
