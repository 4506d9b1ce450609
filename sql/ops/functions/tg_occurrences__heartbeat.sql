create or replace function ops.tg_occurrences__heartbeat()
returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  -- A run that makes a work item is told by its item: revisions have no occurrence of their own.
  if not exists (select from ops.job_definitions d where d.key = new.definition_key and d.makes_work_item) then
    perform ops.heartbeat_of_run(new.definition_key,
      case when new.status <> 'expected' then new.status when new.deferred_until is null then 'failed' else 'deferred' end,
      old.claimed_by, new.started_at);
  end if;
  return null;
end;
$$;
comment on function ops.tg_occurrences__heartbeat() is 'Trigger: a run that ended, well or not, is a sign of life of its agent.';
