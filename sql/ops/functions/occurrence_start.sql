create or replace function ops.occurrence_start(p_id bigint, p_incarnation uuid)
returns table (run_token uuid, definition_key text, business_date date, payload jsonb)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_occurrence ops.occurrences;
  v_definition ops.job_definitions;
  v_token uuid := gen_random_uuid();
begin
  perform ops.worker_require(p_incarnation);
  select o.* into v_occurrence from ops.occurrences o where o.id = p_id for update;
  if not found then
    return;
  end if;
  select d.* into strict v_definition from ops.job_definitions d where d.key = v_occurrence.definition_key;
  if v_definition.makes_work_item then
    raise exception 'run % belongs to a work item', p_id
      using errcode = 'MD201', hint = 'Start it with ops.work_item_start.';
  end if;

  if v_occurrence.deferred_until > util.now() then
    return;
  end if;
  if v_occurrence.status in ('expected', 'waiting') then
    if v_occurrence.slot_at > util.now() and v_occurrence.released_at is null or ops.occurrence_needs_missing(p_id) <> '{}' then
      return;
    end if;
  elsif v_occurrence.status <> 'running' or ops.worker_is_live(v_occurrence.claimed_by) then
    return;
  end if;
  if not ops.run_gate(v_definition, v_occurrence, p_incarnation) then
    return;
  end if;

  -- A new token each time: whoever held the old one is answered not_mine.
  update ops.occurrences o
     set status = 'running', run_token = v_token, claimed_by = p_incarnation, attempts = o.attempts + 1,
         started_at = util.now(), error = null
   where o.id = p_id;
  return query select v_token, v_occurrence.definition_key, v_occurrence.business_date, v_definition.payload || v_occurrence.payload;
end;
$$;
comment on function ops.occurrence_start(bigint, uuid) is
  'A worker takes a run. No row: it is finished, its needs are not met, a live worker holds it, or it is put back with a wake-up (paused, no free place). A run whose worker is gone is taken over with a new token. payload = the definition''s, overridden by the run''s.';
