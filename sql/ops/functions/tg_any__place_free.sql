-- Deferred to the commit: the lock must come after all row locks of the transaction that ended the run.
create or replace function ops.tg_any__place_free()
returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_ids bigint[];
begin
  perform ops.runs_lock();
  select array_agg(x.id) into v_ids
    from (
      select w.id
        from ops.wakeups w
        join (
          select o.wakeup_id, o.definition_key, o.slot_at as since, o.id from ops.occurrences o
          union all
          select i.hold_wakeup_id, i.definition_key, i.created_at, i.id from ops.work_items i
        ) h on h.wakeup_id = w.id
        join ops.job_definitions d on d.key = h.definition_key
        join ops.job_definitions mine on mine.key = new.definition_key
       where w.kind = 'capacity' and w.dispatched_at is null
       order by (d.agent = mine.agent or d.concurrency_group = mine.concurrency_group) desc nulls last, h.since, h.id
       limit 4
    ) x;
  perform ops.wakeups_hasten(v_ids);
  return null;
end;
$$;
comment on function ops.tg_any__place_free() is 'Trigger: a run has ended, so those that wait for a place look again, the nearest first.';
