-- A second attempt of a run goes on with the sample of the first. What an earlier run left open is closed: it says that nothing was compared.
create or replace function ops.cross_check_begin(p_run_token uuid)
returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_run ops.occurrences;
  v_check ops.cross_checks;
  v_item bigint;
  v_revision integer;
  v_entity text;
  v_requests jsonb;
  v_reason text;
begin
  select o.* into v_run from ops.occurrences o where o.run_token = p_run_token for update;
  if not found then
    return null;
  end if;
  -- Two that begin at once would not see each other.
  perform pg_advisory_xact_lock(hashtextextended('ops.cross_checks', 0));
  if exists (select from ops.cross_checks c join ops.occurrences o on o.id = c.occurrence_id where c.status = 'running' and c.occurrence_id <> v_run.id and o.finished_at is null) then
    perform ops.occurrence_defer(p_run_token, 300, 'another cross-check is running');
    return null;
  end if;
  update ops.cross_checks c
     set status = 'not_checked', source_status = 'not_checked', source_reason = coalesce(c.source_reason, 'pemeriksaan terputus'), reason = 'pemeriksaan terputus', finished_at = util.now()
   where c.status = 'running' and c.occurrence_id <> v_run.id;
  select c.* into v_check from ops.cross_checks c where c.occurrence_id = v_run.id;
  if not found then
    select p.work_item_id, p.revision_no into v_item, v_revision from ops.cross_check_pick(v_run.business_date, (v_run.payload ->> 'work_item')::bigint) p;
    if not found then
      return jsonb_build_object('entity', null, 'requests', '[]'::jsonb);
    end if;
    select x.entity, x.requests, x.reason into v_entity, v_requests, v_reason from ops.cross_check_requests(v_item, v_revision, v_run.business_date::text) x;
    insert into ops.cross_checks (occurrence_id, check_on, work_item_id, revision_no, entity, requests, source_status, source_reason)
    values (v_run.id, v_run.business_date, v_item, v_revision, v_entity, v_requests, case when v_reason is null then 'asked' else 'not_checked' end, v_reason)
    returning * into v_check;
  end if;
  if v_check.status <> 'running' or v_check.source_status <> 'asked' then
    return jsonb_build_object('entity', v_check.entity, 'requests', '[]'::jsonb);
  end if;
  -- The pull goes first: one token, one pace.
  if exists (select from raw.load_history h where h.entity = v_check.entity and h.status = 'pulling') then
    if v_run.deferrals >= util.setting_integer('cross_check.patience') then
      update ops.cross_checks c set source_status = 'not_checked', source_reason = format('data %s sedang ditarik', v_check.entity) where c.id = v_check.id;
      return jsonb_build_object('entity', v_check.entity, 'requests', '[]'::jsonb);
    end if;
    perform ops.occurrence_defer(p_run_token, 600, format('%s is being pulled', v_check.entity));
    return null;
  end if;
  return jsonb_build_object('entity', v_check.entity, 'requests',
    (select coalesce(jsonb_agg(q.x order by q.n), '[]') from jsonb_array_elements(v_check.requests) with ordinality q (x, n)
      where not exists (select from jsonb_array_elements(v_check.answers) a where a -> 'request' = q.x)));
end;
$$;
comment on function ops.cross_check_begin(uuid) is 'Draws the report and the sample of a cross-check: {entity, requests: what to ask its source}. NULL: another run holds it, or it was put off.';
