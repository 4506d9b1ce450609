-- A refusal leaves a trace: the handler runs in one exception block. What it did is undone, the event keeps the error, and
-- both are committed. The block ends with "set constraints all immediate": a deferred check would otherwise fail at
-- COMMIT, outside of the block, and take the trace with it.
-- Errors that are nobody's refusal (serialisation, deadlock, lock timeout, server going down, a bug) are raised again:
-- everything is rolled back, the event stays pending and the job is tried again.
create or replace function ops.event_run(p_id uuid, p_incarnation uuid)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_event ops.events;
  v_handler record;
  v_error jsonb;
  v_state text;
  v_message text;
  v_detail text;
  v_hint text;
  v_constraint text;
begin
  perform ops.worker_require(p_incarnation);
  select e.* into v_event from ops.events e where e.id = p_id for update;
  if not found then
    return 'already';  -- pruned: it was done long ago
  end if;
  if v_event.status in ('completed', 'failed') then
    return 'already';
  end if;
  if v_event.status = 'processing' then
    return 'not_mine';
  end if;

  update ops.events e
     set status = 'processing', claimed_by = p_incarnation, claimed_at = clock_timestamp(), run_token = gen_random_uuid(),
         attempts = e.attempts + 1, error = null
   where e.id = p_id;

  select n.nspname, p.proname into v_handler
    from ops.event_types t
    join pg_proc p on p.oid = t.handler
    join pg_namespace n on n.oid = p.pronamespace
   where t.event_type = v_event.event_type;
  if not found then
    v_error := ops.error_facts('MD204', format('no handler yet for events of type %s', v_event.event_type), null,
      'The event is kept. ops.event_retry runs it again when there is a handler.', null);
  else
    begin
      -- The handler is a row of ops.event_types, so its name is data.
      execute format('select %I.%I($1, $2)', v_handler.nspname, v_handler.proname) using v_event.id, v_event.payload;
      set constraints all immediate;
    exception when others then
      get stacked diagnostics v_state = returned_sqlstate, v_message = message_text, v_detail = pg_exception_detail,
        v_hint = pg_exception_hint, v_constraint = constraint_name;
      if v_state !~ '^(MD|23)' then
        raise;
      end if;
      v_error := ops.error_facts(v_state, v_message, v_detail, v_hint, v_constraint);
    end;
  end if;

  update ops.events e
     set status = case when v_error is null then 'completed' else 'failed' end,
         error = v_error, claimed_by = null, run_token = null, processed_at = util.now()
   where e.id = p_id;
  return case when v_error is null then 'completed' else 'failed' end;
end;
$$;
comment on function ops.event_run(uuid, uuid) is
  'Runs the handler of an event. completed | failed (refused: MD or 23xxx, kept in error) | already | not_mine. Other errors are raised: try again.';
