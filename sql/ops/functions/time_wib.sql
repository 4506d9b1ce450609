create or replace function ops.time_wib(p_at timestamptz)
returns text
language sql stable
as $$
  select to_char(p_at at time zone 'Asia/Jakarta', 'YYYY-MM-DD HH24:MI');
$$;
comment on function ops.time_wib(timestamptz) is 'A moment as people in Jakarta write it, without the zone: 2026-02-09 07:00.';
