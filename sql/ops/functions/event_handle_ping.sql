create or replace function ops.event_handle_ping(p_event_id uuid, p_payload jsonb)
returns void
language plpgsql volatile
as $$
begin
  if (p_payload ->> 'refuse')::boolean then
    raise exception 'event % asked to be refused', p_event_id
      using errcode = 'MD299',
            detail = jsonb_build_object('constraint', 'ping', 'left', p_payload -> 'refuse', 'right', false)::text,
            hint = 'Send it without "refuse".';
  end if;
end;
$$;
comment on function ops.event_handle_ping(uuid, jsonb) is 'Handler of ENGINE_PING, the engine''s test of itself: does nothing, and refuses with MD299 when the payload says {"refuse": true}.';
