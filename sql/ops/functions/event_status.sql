create or replace function ops.event_status(p_id uuid)
returns table (id uuid, event_type text, target_agent text, status text, attempts integer, error jsonb, created_at timestamptz, processed_at timestamptz)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select e.id, e.event_type, e.target_agent, e.status, e.attempts, e.error, e.created_at, e.processed_at
    from ops.events e
   where e.id = p_id
     and ops.event_is_visible(p_id);  -- reads util.caller()
$$;
comment on function ops.event_status(uuid) is 'What became of an event. No row when there is none, or when it is none of the caller''s.';
