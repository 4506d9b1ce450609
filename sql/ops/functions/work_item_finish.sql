create or replace function ops.work_item_finish(p_run_token uuid, p_figures jsonb, p_result jsonb)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_item ops.work_items;
  v_definition ops.job_definitions;
  v_approved jsonb;
  v_result jsonb := p_result;
begin
  if p_figures is null or p_result is null then
    raise exception 'a result has figures and a report' using errcode = 'MD101';
  end if;
  v_item := ops.work_item_lock(p_run_token);
  if v_item.id is null then
    -- A finish whose answer was lost comes again: its own revision says that it was heard.
    return case when exists (select from ops.work_item_revisions r where r.run_token = p_run_token) then 'already' else 'not_mine' end;
  end if;
  select d.* into strict v_definition from ops.job_definitions d where d.key = v_item.definition_key;

  if v_item.corrects_id is not null and not v_result ? 'corrects' then
    -- A correction says what it corrects: the difference against the figures that were signed. A report that words it itself is left alone.
    select r.figures into strict v_approved
      from ops.work_items w join ops.work_item_revisions r on r.work_item_id = w.id and r.revision_no = w.revision_no
     where w.id = v_item.corrects_id;
    v_result := v_result || jsonb_build_object('changes', jsonb_build_object(
      'since_text', format('dibanding angka yang disetujui (item %s)', v_item.corrects_id),
      'items', coalesce((select jsonb_agg(format('%s: %s → %s', x.path, coalesce(x.approved, '–'), coalesce(x.corrected, '–')))
                           from ops.work_item_difference(v_approved, p_figures) x), '[]')));
  end if;
  insert into ops.work_item_revisions (work_item_id, revision_no, figures, result, figures_hash, run_token)
  values (v_item.id, v_item.revision_no + 1, p_figures, v_result, encode(sha256(convert_to(p_figures::text, 'UTF8')), 'hex'), p_run_token);
  insert into ops.revision_loads (work_item_id, revision_no, load_id)
  select v_item.id, v_item.revision_no + 1, l.load_id from ops.report_loads(v_item.definition_key, v_item.business_date) l;
  perform ops.work_item_announce('finish', 'worker', v_definition.agent, null);
  update ops.work_items w
     set status = 'done', revision_no = v_item.revision_no + 1, run_token = null, claimed_by = null,
         produced_by = v_definition.agent, error = null
   where w.id = v_item.id;

  if exists (select from ops.occurrences o where o.id = v_item.occurrence_id and o.status = 'running') then
    perform ops.occurrence_end(v_item.occurrence_id, format('work item %s, revision %s', v_item.id, v_item.revision_no + 1));
  end if;
  if v_definition.requires_review then
    -- A revision that is new has no job yet: nothing to look for in the queue.
    perform ops.jobs_add('review/check', 'review', array[format('%s.%s', v_item.id, v_item.revision_no + 1)]);
  else
    perform ops.work_item_pass(v_item.id, 'system', 'engine', 'no review is required');
  end if;
  return (select w.status from ops.work_items w where w.id = v_item.id);
end;
$$;
comment on function ops.work_item_finish(uuid, jsonb, jsonb) is
  'Freezes the result of a run as a revision, notes the loads it stands on and adds its review. Answers the state the item stands in then (done; approved when neither review nor approval is required; pending_approval), already for a repeated call, not_mine when another run holds it.';
