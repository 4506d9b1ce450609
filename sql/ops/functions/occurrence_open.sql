create or replace function ops.occurrence_open(
  p_definition_key text,
  p_business_date date,
  p_payload jsonb default '{}',
  p_slot_at timestamptz default null,
  p_is_manual boolean default true
)
returns bigint
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_definition ops.job_definitions;
  v_slot timestamptz := coalesce(p_slot_at, util.now());
  v_id bigint;
begin
  select d.* into v_definition from ops.job_definitions d where d.key = p_definition_key;
  if not found then
    raise exception 'there is no job %', coalesce(p_definition_key, 'NULL')
      using errcode = 'MD401',
            hint = 'Known: ' || coalesce((select string_agg(d.key, ', ' order by d.key collate "C") from ops.job_definitions d), 'none') || '.';
  end if;
  if not v_definition.is_enabled then
    raise exception 'job % is switched off', p_definition_key
      using errcode = 'MD202', hint = 'Set is_enabled in ops.job_definitions.';
  end if;
  if p_business_date is null or jsonb_typeof(coalesce(p_payload, '{}')) <> 'object' then
    raise exception 'job % needs a business date and a JSON object as payload', p_definition_key using errcode = 'MD101';
  end if;
  perform ops.occurrences_lock_date(p_business_date);

  loop
    insert into ops.occurrences (definition_key, slot_at, business_date, payload, is_manual)
    values (p_definition_key, v_slot, p_business_date, coalesce(p_payload, '{}'), p_is_manual)
    on conflict (definition_key, slot_at) do nothing
    returning id into v_id;
    exit when v_id is not null;
    if p_slot_at is not null then
      -- The same slot twice is one run.
      select o.id into strict v_id from ops.occurrences o where o.definition_key = p_definition_key and o.slot_at = p_slot_at;
      return v_id;
    end if;
    -- Asked for twice in one moment: two runs, a microsecond apart.
    v_slot := v_slot + interval '1 microsecond';
  end loop;

  perform ops.occurrence_release(v_id);
  return v_id;
end;
$$;
comment on function ops.occurrence_open(text, date, jsonb, timestamptz, boolean) is
  'Opens a run of a job definition: with its needs met its job is added at once, else it waits for them. A second run of a date whose work item exists is skipped or collapsed, with a note. MD401 unknown job, MD202 switched off, MD101 bad argument.';
