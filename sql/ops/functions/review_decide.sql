create or replace function ops.review_decide(
  p_work_item_id bigint, p_revision_no integer, p_decision text, p_notes text default null, p_reviewer text default null
)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_reviewer agent.profiles;
  v_item ops.work_items;
  v_outcome text;
begin
  if p_decision is null or p_decision not in ('pass', 'reject') then
    raise exception 'a review says pass or reject, not %', coalesce(p_decision, 'NULL') using errcode = 'MD101';
  end if;
  if p_decision = 'reject' and coalesce(trim(p_notes), '') = '' then
    raise exception 'a rejection says what is wrong' using errcode = 'MD101', hint = 'Pass p_notes.';
  end if;
  if p_reviewer is not null then
    select a.* into v_reviewer from agent.profiles a
     where a.name = p_reviewer and a.layer = 2 and a.is_active and (a.database_role = v_caller or ops.caller_is_staff());
    if not found then
      raise exception 'role % does not review as %', v_caller, p_reviewer using errcode = '42501', hint = 'A reviewer is an active profile of layer 2.';
    end if;
  end if;
  v_item := ops.work_item_require(p_work_item_id);
  v_outcome := case
    when v_item.status <> 'done' then 'not_reviewable'
    when v_item.revision_no is distinct from p_revision_no then 'stale_revision'
    -- Another profile of the same database role is the same hands.
    when exists (select from agent.profiles a where a.name = v_item.produced_by and a.database_role in (v_caller, v_reviewer.database_role)) then 'self_review'
    -- A model speaks with a role of its own. It may send back; what passes has been checked by us, all of it.
    when p_decision = 'pass' and not ops.caller_is_staff() and exists (
      select from ops.review_checks c
       where c.is_enabled and coalesce(c.is_blocking, c.default_is_blocking) and (c.definition_key is null or c.definition_key = v_item.definition_key)
         and not exists (select from ops.review_results r
                          where r.work_item_id = v_item.id and r.revision_no = v_item.revision_no and r.check_key = c.key and r.is_passed)) then 'checks_failed'
    end;
  if v_outcome is null and p_decision = 'pass' then
    v_outcome := ops.work_item_pass(p_work_item_id, 'reviewer', coalesce(p_reviewer, v_caller), p_notes);
  elsif v_outcome is null then
    v_outcome := ops.work_item_sent_back(p_work_item_id, 'review_reject', 'reviewer', coalesce(p_reviewer, v_caller), p_notes);
    perform ops.review_chat(p_work_item_id, p_revision_no, v_outcome, p_notes);
  end if;
  return ops.decision_note(p_work_item_id, 'review', p_decision, v_outcome, p_notes);
end;
$$;
comment on function ops.review_decide(bigint, integer, text, text, text) is
  'Layer 2 decides about a revision: pass or reject with notes. p_reviewer: the overseer for whom the worker speaks. Answers the item''s state, or not_reviewable | stale_revision | self_review | checks_failed | no_approver. A third rejection escalates; each is told to the department''s group. 42501 for a reviewer that is none.';
