-- For the sweep: no run is there to report. What a live run holds is left alone.
create or replace function ops.subject_fail(p_kind text, p_id text, p_error jsonb)
returns text
language plpgsql volatile
as $$
declare
  v_occurrence ops.occurrences;
  v_item ops.work_items;
  v_token uuid := gen_random_uuid();
begin
  if p_kind = 'event' then
    update ops.events e
       set status = 'processing', claimed_at = clock_timestamp(), run_token = v_token,
           claimed_by = (select w.incarnation from ops.workers w order by w.registered_at desc limit 1)
     where e.id = p_id::uuid and e.status = 'pending' and exists (select from ops.workers);
    update ops.events e
       set status = 'failed', error = p_error, processed_at = util.now(), claimed_by = null, run_token = null
     where e.id = p_id::uuid and e.status = 'processing' and (e.run_token = v_token or not ops.worker_is_live(e.claimed_by));
    return case when found then 'failed' else 'left' end;
  elsif p_kind = 'occurrence' then
    select o.* into v_occurrence from ops.occurrences o where o.id = p_id::bigint for update;
    if v_occurrence.status = 'running' and not ops.worker_is_live(v_occurrence.claimed_by) then
      return ops.occurrence_fail(v_occurrence.run_token, p_error, true);
    elsif v_occurrence.status = 'expected' and v_occurrence.deferred_until is null and exists (select from ops.workers) then
      -- Given back for an attempt that will not come: its last run is what failed.
      update ops.occurrences o
         set status = 'running', run_token = v_token,
             claimed_by = (select w.incarnation from ops.workers w order by w.registered_at desc limit 1)
       where o.id = v_occurrence.id;
      return ops.occurrence_fail(v_token, p_error, true);
    end if;
  elsif p_kind = 'work_item' then
    select w.* into v_item from ops.work_items w where w.id = p_id::bigint;
    if v_item.status = 'in_progress' and v_item.deferred_until is null and not coalesce(ops.worker_is_live(v_item.claimed_by), false) then
      return ops.work_item_fail(v_item.run_token, p_error, true);
    end if;
  elsif p_kind = 'inbound' then
    update ops.inbound_messages m set status = 'failed', detail = jsonb_build_object('error', p_error) where m.id = p_id::bigint and m.status = 'new';
    return case when found then 'failed' else 'left' end;
  end if;
  return 'left';
end;
$$;
comment on function ops.subject_fail(text, text, jsonb) is 'Fails the row (event, occurrence, work_item, inbound) whose job is dead: failed | left (a live run holds it, or it needs nothing).';
