-- Lock order of the engine, first to last; within a kind by id:
--   business date (advisory) → occurrence → work item → approval → outbox → wake-up.
create or replace function ops.work_item_open(
  p_definition text,
  p_business_date date,
  p_subject_key text default '',
  p_occurrence_id bigint default null
)
returns bigint
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_title text;
  v_id bigint;
begin
  select d.title into v_title from ops.job_definitions d where d.key = p_definition and d.makes_work_item;
  if not found then
    raise exception 'there is no job % that makes work items', coalesce(p_definition, 'NULL') using errcode = 'MD401';
  end if;
  -- Not "on conflict do nothing": the trigger's wake-up would stay behind.
  perform ops.occurrences_lock_date(p_business_date);
  select w.id into v_id
    from ops.work_items w
   where w.definition_key = p_definition and w.business_date = p_business_date and w.subject_key = p_subject_key;
  if found then
    return v_id;
  end if;

  perform ops.work_item_announce('slot_due', 'system', 'engine', null);
  insert into ops.work_items (definition_key, business_date, subject_key, title, status, occurrence_id)
  values (p_definition, p_business_date, p_subject_key, v_title, 'scheduled', p_occurrence_id)
  returning id into v_id;
  return v_id;
end;
$$;
comment on function ops.work_item_open(text, date, text, bigint) is 'The work item of a definition, business date and subject: opened (scheduled, with its start limit) or the one that is there. MD401 when the definition makes none.';
