-- What makes an event right (type known, payload complete, chain not too deep) is decided by the trigger _100_normalise,
-- so that a raw INSERT is held to the same rules. This function adds the dedupe key.
create or replace function ops.event_submit(
  p_event_type text,
  p_payload jsonb,
  p_dedupe_key text default null,
  p_source text default 'sql',
  p_priority integer default null,
  p_parent_id uuid default null,
  out id uuid,
  out is_new boolean
)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_hash text := encode(sha256(convert_to(p_event_type || ' ' || coalesce(p_payload, '{}')::text, 'UTF8')), 'hex');
  v_key ops.event_keys;
begin
  id := ops.uuid_v7();
  is_new := true;
  if p_dedupe_key is not null then
    if length(p_dedupe_key) not between 1 and 400 then
      raise exception 'a dedupe key has 1 to 400 characters, this one has %', length(p_dedupe_key)
        using errcode = 'MD101', hint = 'Use the sender''s own id of the message.';
    end if;
    select k.* into v_key from ops.event_keys k where k.dedupe_key = p_dedupe_key;
    if not found then
      begin
        insert into ops.event_keys (dedupe_key, event_id, payload_hash) values (p_dedupe_key, event_submit.id, v_hash);
      exception when unique_violation then
        -- Two sessions at once: the other one committed while we waited for its key.
        select k.* into strict v_key from ops.event_keys k where k.dedupe_key = p_dedupe_key;
      end;
    end if;
    if v_key.dedupe_key is not null then
      if v_key.payload_hash <> v_hash then
        raise exception 'dedupe key % was used with another payload', quote_literal(p_dedupe_key)
          using errcode = 'MD501',
                -- The other event is named to those only who may see it.
                detail = jsonb_build_object('dedupe_key', p_dedupe_key,
                  'event_id', case when ops.event_is_visible(v_key.event_id) then v_key.event_id end)::text,
                hint = 'The same key is the same event. Use another key for another event.';
      end if;
      id := v_key.event_id;
      is_new := false;
      return;
    end if;
  end if;

  insert into ops.events (id, event_type, payload, priority, source, parent_id, submitted_by)
  values (event_submit.id, p_event_type, p_payload, p_priority, coalesce(p_source, 'sql'), p_parent_id, v_caller);
end;
$$;
comment on function ops.event_submit(text, jsonb, text, text, integer, uuid) is
  'The single intake: makes an event and, in the same transaction, its job. The same dedupe key twice is one event (is_new = false); with another payload MD501. MD101 bad value, MD102 missing keys, MD401 unknown type, MD203 chain too deep.';
