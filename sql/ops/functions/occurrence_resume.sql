create or replace function ops.occurrence_resume(p_id bigint)
returns text
language plpgsql volatile
as $$
declare
  v_task text;
begin
  update ops.occurrences o set deferred_until = null, wakeup_id = null, released_at = util.now()
    from ops.job_definitions d
   where o.id = p_id and o.deferred_until is not null and d.key = o.definition_key
  returning d.task_identifier into v_task;
  if not found then
    return 'not_deferred';
  end if;
  perform ops.jobs_add(v_task, 'occurrence', array[p_id::text]);
  return 'resumed';
end;
$$;
comment on function ops.occurrence_resume(bigint) is 'The time of a deferred run has come: it gets its job. resumed | not_deferred.';
