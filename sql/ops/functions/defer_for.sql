create or replace function ops.defer_for(p_deferrals integer, p_seconds numeric)
returns interval
language sql immutable
as $$
  select make_interval(secs => greatest(coalesce(p_seconds, 0), least(15 * 2 ^ least(p_deferrals, 10), 1800))::double precision);
$$;
comment on function ops.defer_for(integer, numeric) is 'How long a row is put off: what the source asked for, but at least 15, 30, 60 … seconds, up to half an hour.';
