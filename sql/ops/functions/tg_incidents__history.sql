create or replace function ops.tg_incidents__history()
returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into ops.incident_history (incident_id, from_status, to_status, event, actor_kind, actor, why, at)
  values (new.id, case when tg_op = 'UPDATE' then old.status end, new.status, new.event, new.actor_kind, new.actor, new.says, util.now());
  return null;
end;
$$;
comment on function ops.tg_incidents__history() is 'Trigger: each thing that happens to an incident is a row of ops.incident_history.';
