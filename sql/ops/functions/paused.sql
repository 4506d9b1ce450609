create or replace function ops.paused(p_agent text, p_definition text, p_entity text)
returns setof ops.pauses
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select p.*
    from ops.pauses p
   where p.ended_at is null
     and (p.until is null or p.until > (select util.now()))
     and p.what in ('all', 'agent:' || p_agent, 'job:' || p_definition, 'entity:' || p_entity)
   order by p.until desc nulls first, p.id
   limit 1;
$$;
comment on function ops.paused(text, text, text) is 'The pause that holds back a run of this agent, definition and entity; of several, the one that lasts longest. No row: not paused.';
