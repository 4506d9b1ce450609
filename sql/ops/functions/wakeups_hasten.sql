-- Only rows that no session has in hand: one that is being handed out or replaced in this moment needs no haste.
create or replace function ops.wakeups_hasten(p_ids bigint[])
returns integer
language plpgsql volatile
as $$
declare
  v_ids text[];
begin
  with mine as (
    select w.id from ops.wakeups w where w.id = any (p_ids) and w.dispatched_at is null order by w.id for update skip locked
  ), handed as (
    update ops.wakeups w set due_at = least(w.due_at, util.now()), dispatched_at = clock_timestamp() from mine m where w.id = m.id returning w.id
  )
  select array_agg(h.id::text order by h.id) into v_ids from handed h;
  perform ops.jobs_add('ops/wakeup', 'wakeup', v_ids, 8);
  return coalesce(cardinality(v_ids), 0);
end;
$$;
comment on function ops.wakeups_hasten(bigint[]) is 'What the wake-ups waited for has come: they are due now and their jobs are added in this transaction. How many.';
