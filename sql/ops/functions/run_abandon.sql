-- For a task that threw before it could say how its run ended. The worker knows the job and itself, not the token: so this
-- gives back what this worker holds for this job, and nothing else.
create or replace function ops.run_abandon(p_kind text, p_id text, p_incarnation uuid, p_error jsonb, p_is_last boolean)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_task text;
  v_status text;
  v_token uuid;
  v_is_final boolean;
begin
  if p_kind not in ('occurrence', 'work_item', 'outbox') or p_id !~ '^[0-9]{1,18}$' then
    return 'nothing_held';
  end if;
  if p_kind = 'outbox' then
    select o.run_token into v_token from ops.outbox o where o.id = p_id::bigint and o.status = 'sending' and o.claimed_by = p_incarnation;
    return case when found then ops.outbox_unknown(v_token, p_error) else 'nothing_held' end;
  end if;

  if p_kind = 'occurrence' then
    select d.task_identifier, o.status, o.run_token into v_task, v_status, v_token
      from ops.occurrences o join ops.job_definitions d on d.key = o.definition_key
     where o.id = p_id::bigint
       and (o.status = 'running' and o.claimed_by = p_incarnation or o.status = 'expected' and o.attempts > 0)
       for update of o;
  else
    select d.task_identifier, w.status, w.run_token into v_task, v_status, v_token
      from ops.work_items w join ops.job_definitions d on d.key = w.definition_key
     where w.id = p_id::bigint and w.status = 'in_progress' and coalesce(w.claimed_by, p_incarnation) = p_incarnation;
  end if;
  if not found then
    return 'nothing_held';
  end if;

  v_is_final := p_is_last and coalesce((select p.on_exhausted = 'fail_subject' from ops.task_policies p where p.task_identifier = v_task), false);
  if p_kind = 'work_item' then
    return ops.work_item_fail(v_token, p_error, v_is_final);
  end if;
  if v_status = 'expected' then
    if not v_is_final then
      return v_status;
    end if;
    -- The task gave it back for another attempt, and there is none: its last run is what failed.
    v_token := gen_random_uuid();
    update ops.occurrences o set status = 'running', run_token = v_token, claimed_by = p_incarnation where o.id = p_id::bigint;
  end if;
  return ops.occurrence_fail(v_token, p_error, v_is_final);
end;
$$;
comment on function ops.run_abandon(text, text, uuid, jsonb, boolean) is
  'A task ended with an error: what this worker still holds for the job (occurrence, work_item, outbox) is given back; on the last attempt it fails, when ops.task_policies says so. A delivery becomes unknown. The outcome, or nothing_held.';
