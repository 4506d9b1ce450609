create or replace function ops.review_decide(p_work_item_id bigint, p_revision_no integer, p_decision text, p_notes text default null)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_item ops.work_items;
  v_definition ops.job_definitions;
begin
  if p_decision is null or p_decision not in ('pass', 'reject') then
    raise exception 'a review says pass or reject, not %', coalesce(p_decision, 'NULL') using errcode = 'MD101';
  end if;
  if p_decision = 'reject' and coalesce(trim(p_notes), '') = '' then
    raise exception 'a rejection says what is wrong' using errcode = 'MD101', hint = 'Pass p_notes.';
  end if;
  select w.* into v_item from ops.work_items w where w.id = p_work_item_id for update;
  if not found then
    raise exception 'there is no work item %', p_work_item_id using errcode = 'MD401';
  end if;
  if v_item.status <> 'done' then
    return 'not_reviewable';
  end if;
  if v_item.revision_no <> p_revision_no then
    return 'stale_revision';
  end if;
  if exists (select from agent.profiles a where a.name = v_item.produced_by and a.database_role = v_caller) then
    return 'self_review';
  end if;
  select d.* into strict v_definition from ops.job_definitions d where d.key = v_item.definition_key;

  if p_decision = 'pass' then
    perform ops.work_item_pass(p_work_item_id, 'reviewer', v_caller, p_notes);
  else
    perform ops.work_item_announce('review_reject', 'reviewer', v_caller, p_notes);
    if v_item.revision_count < v_definition.max_revisions then
      update ops.work_items w set status = 'revision', revision_count = w.revision_count + 1, notes = p_notes where w.id = p_work_item_id;
      perform ops.jobs_add(v_definition.task_identifier, 'work_item', array[p_work_item_id::text]);
    else
      update ops.work_items w set status = 'escalated', notes = p_notes where w.id = p_work_item_id;
    end if;
  end if;
  return (select w.status from ops.work_items w where w.id = p_work_item_id);
end;
$$;
comment on function ops.review_decide(bigint, integer, text, text) is
  'Layer 2 decides about a revision: pass or reject with notes. Answers the item''s state, or not_reviewable | stale_revision | self_review. A third rejection escalates.';
