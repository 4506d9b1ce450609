create or replace function ops.event_retry(p_id uuid, p_note text)
returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_event ops.events;
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not retry events', util.caller() using errcode = '42501';
  end if;
  if coalesce(trim(p_note), '') = '' then
    raise exception 'say why event % is to be tried again', p_id using errcode = 'MD101', hint = 'Pass p_note.';
  end if;
  select e.* into v_event from ops.events e where e.id = p_id for update;
  if not found then
    raise exception 'there is no event %', p_id using errcode = 'MD401';
  end if;
  if v_event.status <> 'failed' then
    raise exception 'event % is %, only a failed one is tried again', p_id, v_event.status
      using errcode = 'MD201', detail = jsonb_build_object('id', p_id, 'status', v_event.status)::text;
  end if;
  -- The old error stays readable next to the note until the next run writes its own outcome.
  update ops.events e
     set status = 'pending', processed_at = null,
         error = coalesce(e.error, '{}') || jsonb_build_object('retry', jsonb_build_object('by', util.caller(), 'at', util.now(), 'note', p_note))
   where e.id = p_id;
  perform ops.journal_write('ops.events', p_id::text, 'retry', jsonb_build_object('note', p_note, 'error', v_event.error));
  perform ops.jobs_add('ops/handle_event', 'event', array[p_id::text], v_event.priority);
end;
$$;
comment on function ops.event_retry(uuid, text) is 'A person lets a failed event run again. MD101 without a note, MD201 when it is not failed, MD401 when there is none.';
