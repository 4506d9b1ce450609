create or replace function ops.explain_event(p_id uuid)
returns table (cause text, says text, evidence jsonb, next text, next_at timestamptz)
language plpgsql stable
as $$
declare
  v_event ops.events;
begin
  select e.* into v_event from ops.events e where e.id = p_id;
  if not found then
    return query select 'unknown', format('there is no event %s', p_id), '{}'::jsonb, 'Nothing.'::text, null::timestamptz;
  elsif v_event.status = 'completed' then
    return query select 'finished', format('it was completed at %s', ops.explain_time(v_event.processed_at)), jsonb_build_object('processed_at', v_event.processed_at), 'Nothing.'::text, null::timestamptz;
  elsif v_event.status = 'failed' then
    return query select 'failed', format('it was refused: %s', v_event.error ->> 'message'), v_event.error, format('A person: `mandor retry event %s --note …`.', p_id), null::timestamptz;
  elsif v_event.status = 'processing' then
    return query select * from ops.explain_holder(v_event.claimed_by, v_event.claimed_at);
  else
    return query select * from ops.explain_job('event:' || p_id);
  end if;
end;
$$;
comment on function ops.explain_event(uuid) is 'Why an event is not done.';
