create or replace function ops.event_is_visible(p_id uuid)
returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select ops.caller_is_staff()
      or exists (
        select from ops.events e
          join agent.profiles p on p.name = e.target_agent
         where e.id = p_id and util.caller() in (e.submitted_by, p.database_role)
      );
$$;
comment on function ops.event_is_visible(uuid) is 'True when the caller may see the event: staff, who submitted it, and the agent that it is for.';
