-- The state decides the timer, so no function can forget it. A new run of an item in progress gets a new limit.
create or replace function ops.tg_work_items__wakeup()
returns trigger
language plpgsql
as $$
declare
  v_kind text;
  v_due timestamptz;
begin
  new.wakeup_id := null;
  select s.wakeup_kind into v_kind from ops.work_item_states s where s.status = new.status;
  if v_kind is not null then
    select case v_kind
             when 'start_limit' then coalesce((select o.slot_at from ops.occurrences o where o.id = new.occurrence_id), util.now())
                                     + coalesce(d.latest_start, interval '2 hours')
             when 'run_limit' then util.now() + d.max_duration
             when 'review_limit' then util.now() + interval '2 hours'
             when 'rerun_limit' then util.now() + interval '1 hour'
             when 'failed_reminder' then util.now() + interval '4 hours'
             else util.now() + interval '24 hours'
           end
      into strict v_due
      from ops.job_definitions d
     where d.key = new.definition_key;
    new.wakeup_id := ops.wakeup_add(v_kind, 'work_item', new.id::text, v_due);
  end if;
  return new;
end;
$$;
comment on function ops.tg_work_items__wakeup() is 'Trigger: each waiting state has its live wake-up, as ops.work_item_states says.';
