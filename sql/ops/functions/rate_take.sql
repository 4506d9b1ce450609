-- Burst 1: each request has its own slot, min_gap after the one before. A bucket with a burst of 8 lets 15 requests through
-- in one second. The row lock makes all workers share one sequence; the caller commits at once and sleeps until its slot.
create or replace function ops.rate_take(p_key text, p_n integer)
returns setof timestamptz
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_key ops.rate_keys;
  v_first timestamptz;
begin
  if p_n is null or p_n not between 1 and 1000 then
    raise exception 'a block has 1 to 1000 slots, not %', coalesce(p_n::text, 'NULL') using errcode = 'MD101';
  end if;
  select r.* into v_key from ops.rate_keys r where r.key = p_key for update;
  if not found then
    raise exception 'there is no rate key %', coalesce(p_key, 'NULL')
      using errcode = 'MD401',
            hint = 'Known: ' || coalesce((select string_agg(r.key, ', ' order by r.key collate "C") from ops.rate_keys r), 'none') || '.';
  end if;
  -- Read after the lock: waiting for it takes time.
  v_first := greatest(v_key.next_at, clock_timestamp());
  update ops.rate_keys r set next_at = v_first + p_n * v_key.min_gap where r.key = p_key;
  return query select v_first + s.i * v_key.min_gap from generate_series(0, p_n - 1) as s (i);
end;
$$;
comment on function ops.rate_take(text, integer) is 'The next p_n slots of a key (real clock), min_gap apart over all callers. Call it outside of longer transactions. MD401 for an unknown key.';
