-- What was due before the change happened by the old rule and stays; what was to come is taken back and comes again by the
-- new one, at the dispatcher's next tick.
create or replace function ops.tg_job_definitions__schedule()
returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_now timestamptz := util.now();
  v_id bigint;
begin
  if tg_op = 'INSERT' then
    insert into ops.schedule_marks (definition_key) values (new.key) on conflict do nothing;
    return null;
  end if;
  insert into ops.schedule_marks (definition_key) values (new.key) on conflict do nothing;
  perform ops.schedule_expand(old, v_now);
  for v_id in
    select o.id
      from ops.occurrences o
      join ops.wakeups w on w.id = o.wakeup_id and w.kind = 'slot'
     where o.definition_key = new.key and o.status = 'expected' and o.slot_at > v_now
     order by o.id
       for update of o
  loop
    perform ops.occurrence_forget(v_id);
  end loop;
  update ops.schedule_marks m set expanded_until = v_now, checked_at = null where m.definition_key = new.key;
  if new.is_enabled and not old.is_enabled then
    perform ops.wakeups_hasten(array(
      select w.id from ops.wakeups w join ops.occurrences o on o.wakeup_id = w.id where w.kind = 'paused' and o.definition_key = new.key
      union all
      select w.id from ops.wakeups w join ops.work_items i on i.hold_wakeup_id = w.id where w.kind = 'paused' and i.definition_key = new.key
      union all
      select w.id from ops.wakeups w where w.kind = 'paused' and w.subject_kind = 'incident' and new.key = 'overseer.watch'));
  end if;
  return null;
end;
$$;
comment on function ops.tg_job_definitions__schedule() is 'Trigger: a new definition begins now; a changed cron, zone or switch takes back the slots to come and has them expanded anew.';
