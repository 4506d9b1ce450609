create or replace function ops.tg_work_items__heartbeat()
returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform ops.heartbeat_of_run(new.definition_key, case when new.status = 'failed' then 'failed' else 'done' end, old.claimed_by, new.started_at);
  return null;
end;
$$;
comment on function ops.tg_work_items__heartbeat() is 'Trigger: a run of a work item that ended, well or not, is a sign of life of its agent. A person who cancels is none.';
