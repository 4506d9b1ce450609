-- Any number of dispatchers may call this at once: each wake-up is locked by one of them, the others pass by.
create or replace function ops.wakeups_dispatch(p_limit integer default 500)
returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_now timestamptz := util.now();
  v_ids text[];
begin
  with due as (
    select w.id
      from ops.wakeups w
     where w.due_at <= v_now and w.dispatched_at is null
     order by w.due_at, w.id
     limit p_limit
       for update skip locked
  ), handed as (
    update ops.wakeups w set dispatched_at = clock_timestamp() from due d where w.id = d.id returning w.id
  )
  select array_agg(h.id::text order by h.id) into v_ids from handed h;
  perform ops.jobs_add('ops/wakeup', 'wakeup', v_ids, 8);
  return coalesce(cardinality(v_ids), 0);
end;
$$;
comment on function ops.wakeups_dispatch(integer) is 'Hands due wake-ups to the queue, each once, at most p_limit. How many.';
