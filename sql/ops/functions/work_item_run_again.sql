-- Whoever needs the item looks at runs. The run that failed or was skipped stays what it is; a new one stands for the new try.
create or replace function ops.work_item_run_again(p_id bigint)
returns void
language plpgsql volatile
as $$
declare
  v_item ops.work_items;
  v_old ops.occurrences;
  v_slot timestamptz := util.now();
  v_new bigint;
  v_task text;
begin
  select w.* into strict v_item from ops.work_items w where w.id = p_id;
  select o.* into v_old from ops.occurrences o where o.id = v_item.occurrence_id;
  if v_old.status in ('failed', 'skipped', 'collapsed') then
    loop
      insert into ops.occurrences (definition_key, slot_at, business_date, payload, is_manual)
      values (v_old.definition_key, v_slot, v_old.business_date, v_old.payload, true)
      on conflict (definition_key, slot_at) do nothing
      returning id into v_new;
      exit when v_new is not null;
      v_slot := v_slot + interval '1 microsecond';
    end loop;
    update ops.work_items w set occurrence_id = v_new where w.id = p_id;
  end if;
  select d.task_identifier into strict v_task from ops.job_definitions d where d.key = v_item.definition_key;
  perform ops.jobs_add(v_task, 'work_item', array[p_id::text]);
end;
$$;
comment on function ops.work_item_run_again(bigint) is 'The producing job of an item that runs again, with a run of its own when the last one has ended badly. The caller holds the locks.';
