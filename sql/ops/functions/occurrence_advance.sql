-- Called by whoever made a difference: the opening, the end of a run that others need, and the wake-ups that hold a run.
create or replace function ops.occurrence_advance(p_id bigint)
returns void
language plpgsql volatile
as $$
declare
  v_occurrence ops.occurrences;
  v_definition ops.job_definitions;
  v_kind text;
  v_item ops.work_items;
begin
  select o.* into v_occurrence from ops.occurrences o where o.id = p_id for update;
  if not found or v_occurrence.status not in ('expected', 'waiting') then
    return;
  end if;
  if ops.occurrence_needs_missing(p_id) <> '{}' then
    update ops.occurrences o set status = 'waiting' where o.id = p_id and o.status <> 'waiting';
    return;
  end if;

  select d.* into strict v_definition from ops.job_definitions d where d.key = v_occurrence.definition_key;
  if v_occurrence.status = 'expected' then
    update ops.occurrences o set wakeup_id = null, released_at = util.now() where o.id = p_id and o.wakeup_id is not null;
  else
    -- What held it back is over; until it starts it has its deadline again.
    select w.kind into strict v_kind from ops.wakeups w where w.id = v_occurrence.wakeup_id;
    if v_kind not in ('start_limit', 'give_up') then
      perform ops.occurrence_hold(p_id, 'start_limit',
        greatest(v_occurrence.slot_at + coalesce(v_definition.latest_start, interval '2 hours'), util.now() + v_definition.grace));
    end if;
  end if;

  select w.* into v_item from ops.work_items w where w.occurrence_id = p_id order by w.id limit 1;
  if not found then
    perform ops.jobs_add(v_definition.task_identifier, 'occurrence', array[p_id::text]);
  elsif v_item.status = 'failed' then
    perform ops.work_item_retry(v_item.id, format('asked for again by %s', v_occurrence.requested_by));
  else
    perform ops.jobs_add(v_definition.task_identifier, 'work_item', array[v_item.id::text]);
  end if;
end;
$$;
comment on function ops.occurrence_advance(bigint) is 'Adds the job of a run whose needs are met; lets it wait when they are not.';
