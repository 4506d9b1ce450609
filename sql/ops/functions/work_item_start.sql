create or replace function ops.work_item_start(p_id bigint, p_incarnation uuid)
returns table (run_token uuid, revision_no integer, notes text, definition_key text, business_date date, payload jsonb)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_item ops.work_items;
  v_definition ops.job_definitions;
  v_occurrence ops.occurrences;
  v_token uuid := gen_random_uuid();
begin
  perform ops.worker_require(p_incarnation);
  select o.* into v_occurrence
    from ops.work_items w join ops.occurrences o on o.id = w.occurrence_id
   where w.id = p_id
     for update of o;
  select w.* into v_item from ops.work_items w where w.id = p_id for update;
  if not found or v_item.occurrence_id is distinct from v_occurrence.id then
    -- Linked to another run between the two locks: that run has added a job of its own.
    return;
  end if;
  select d.* into strict v_definition from ops.job_definitions d where d.key = v_item.definition_key;

  if v_item.deferred_until > util.now() then
    return;
  end if;
  if v_item.status in ('scheduled', 'revision') then
    if ops.occurrence_needs_missing(v_occurrence.id) <> '{}' then
      return;
    end if;
  elsif v_item.status <> 'in_progress' or ops.worker_is_live(v_item.claimed_by) then
    return;
  end if;
  if not ops.run_gate(v_definition, v_occurrence, p_incarnation, p_id) then
    return;
  end if;

  -- The occurrence mirrors the item, as long as it is open: a revision comes after its occurrence is done.
  update ops.occurrences o
     set status = 'running', run_token = v_token, claimed_by = p_incarnation, attempts = o.attempts + 1,
         started_at = util.now(), error = null
   where o.id = v_occurrence.id and o.status in ('expected', 'waiting', 'running');
  if v_item.status <> 'in_progress' then
    perform ops.work_item_announce('start', 'worker', v_definition.agent, null);
  end if;
  update ops.work_items w
     set status = 'in_progress', run_token = v_token, claimed_by = p_incarnation, started_at = util.now(), error = null
   where w.id = p_id;
  return query
    select v_token, v_item.revision_no + 1, v_item.notes, v_item.definition_key, v_item.business_date,
           v_definition.payload || coalesce(v_occurrence.payload, '{}');
end;
$$;
comment on function ops.work_item_start(bigint, uuid) is
  'A worker takes a work item: run_token, the revision number it will freeze, notes of the last rejection, and what it is about. No row: nothing to start, needs not met, a live worker holds it, or it is put back (paused, no free place). A run whose worker is gone is taken over with a new token.';
