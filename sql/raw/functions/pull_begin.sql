-- What a pull has to fetch is decided here, from its occurrence: the task only carries it out.
-- One pull of a day at a time: two that took the load from each other would both begin anew again and again. Who comes second
-- waits; what a dead worker or a put-off run left is taken over.
create or replace function raw.pull_begin(p_kind text, p_run_token uuid)
returns table (load_id bigint, run_token uuid, "position" jsonb, rows_staged bigint, entity text, covers_from date, covers_to date)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_caller name := util.caller();
  v_occurrence ops.occurrences;
  v_payload jsonb;
  v_from date;
  v_to date;
  v_other bigint;
begin
  select o.* into v_occurrence from ops.occurrences o where o.run_token = p_run_token;
  if not found then
    return;
  end if;
  select d.payload || v_occurrence.payload into strict v_payload from ops.job_definitions d where d.key = v_occurrence.definition_key;
  if v_payload ->> 'entity' is null then
    raise exception 'definition % names no entity', v_occurrence.definition_key
      using errcode = 'MD104', detail = jsonb_build_object('payload', v_payload, 'caller', v_caller)::text, hint = 'Its payload needs {"entity": "DDD"}.';
  end if;
  if p_kind = 'sales' then
    select r.covers_from, r.covers_to into v_from, v_to from raw.sales_range(v_occurrence.business_date, v_payload) r;
  else
    v_from := v_occurrence.business_date;
    v_to := v_occurrence.business_date;
  end if;
  -- The lock of raw.load_begin: between this look and the beginning nobody else begins.
  perform pg_advisory_xact_lock(hashtextextended(format('raw.load:%s:%s', p_kind, v_payload ->> 'entity'), 0));
  select o.id into v_other
    from raw.load_history h join ops.occurrences o on o.id = h.occurrence_id
   where h.source = 'accurate' and h.kind = p_kind and h.entity = v_payload ->> 'entity' and h.snapshot_date = v_occurrence.business_date
     and h.status in ('pulling', 'staged')
     and o.id <> v_occurrence.id and o.status = 'running' and ops.worker_is_live(o.claimed_by);
  if found then
    perform ops.occurrence_defer(p_run_token, 60, format('run %s pulls the same day at this moment', v_other));
    return;
  end if;
  return query
    select b.load_id, b.run_token, b.position, b.rows_staged, v_payload ->> 'entity', v_from, v_to
      from raw.load_begin(p_kind, v_payload ->> 'entity', v_occurrence.business_date, v_occurrence.business_date, v_from, v_to, 'api', v_occurrence.id) b;
end;
$$;
comment on function raw.pull_begin(text, uuid) is 'Begins or resumes the load of the run that holds this token: what to fetch (entity, days) and where to go on. No row: another run holds it, or pulls the same day, and this one was put off.';
