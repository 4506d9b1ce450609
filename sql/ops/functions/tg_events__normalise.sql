create or replace function ops.tg_events__normalise()
returns trigger
language plpgsql
as $$
declare
  v_type ops.event_types;
  v_missing text[];
begin
  select t.* into v_type from ops.event_types t where t.event_type = new.event_type;
  if not found then
    raise exception 'there is no event type %', coalesce(new.event_type, 'NULL')
      using errcode = 'MD401',
            detail = jsonb_build_object('event_type', new.event_type)::text,
            hint = 'Known: ' || (select string_agg(t.event_type, ', ' order by t.event_type collate "C") from ops.event_types t) || '.';
  end if;
  if new.payload is null or jsonb_typeof(new.payload) <> 'object' then
    raise exception 'the payload of % must be a JSON object', new.event_type using errcode = 'MD101',
      hint = 'Needed keys: ' || coalesce(nullif(array_to_string(v_type.required_keys, ', '), ''), 'none') || '.';
  end if;
  -- A key that is there with null says nothing.
  select array_agg(k.key order by k.n) into v_missing
    from unnest(v_type.required_keys) with ordinality as k (key, n)
   where coalesce(jsonb_typeof(new.payload -> k.key), 'null') = 'null';
  if v_missing is not null then
    raise exception 'the payload of % lacks %', new.event_type, array_to_string(v_missing, ', ')
      using errcode = 'MD102', detail = jsonb_build_object('event_type', new.event_type, 'missing', v_missing)::text,
            hint = 'Needed keys: ' || array_to_string(v_type.required_keys, ', ') || '.';
  end if;

  new.id := coalesce(new.id, ops.uuid_v7());
  new.target_agent := coalesce(new.target_agent, v_type.target_agent);
  new.priority := coalesce(new.priority, v_type.default_priority);
  if new.priority not between 1 and 10 then
    raise exception 'a priority is 1 to 10, not %', new.priority using errcode = 'MD101', hint = '10 is the highest.';
  end if;
  if new.parent_id is null then
    new.depth := 0;
  else
    select e.depth + 1 into new.depth from ops.events e where e.id = new.parent_id;
    if not found then
      raise exception 'there is no parent event %', new.parent_id using errcode = 'MD401';
    end if;
    if new.depth > 16 then
      raise exception 'the chain of events behind this one is 16 long already'
        using errcode = 'MD203', detail = jsonb_build_object('parent_id', new.parent_id)::text,
              hint = 'Events that cause each other in a circle? Look up the chain by parent_id.';
    end if;
  end if;
  return new;
end;
$$;
comment on function ops.tg_events__normalise() is 'Trigger: a new event is of a known type with all its keys (MD401, MD102, MD101), its chain is at most 16 long (MD203); fills id, agent, priority, depth.';
