-- The only decider, for every channel. Two answers may arrive at once, from two people or one person twice: the item's lock puts
-- them in order, and each attempt leaves a row, refused or not.
create or replace function ops.approval_decide(
  p_approval_id bigint, p_revision_no integer, p_decision text, p_notes text default null, p_channel text default 'cli',
  p_person_id bigint default null, p_evidence jsonb default null
)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_person bigint := ops.person_acting(p_person_id);
  v_approval ops.approvals;
  v_item ops.work_items;
  v_name text;
  v_outcome text;
begin
  if p_decision is null or p_decision not in ('approve', 'reject') then
    raise exception 'an approval says approve or reject, not %', coalesce(p_decision, 'NULL') using errcode = 'MD101';
  end if;
  if p_decision = 'reject' and coalesce(trim(p_notes), '') = '' then
    raise exception 'a rejection says what is wrong' using errcode = 'MD101', hint = 'Pass p_notes.';
  end if;
  select a.* into v_approval from ops.approvals a where a.id = p_approval_id;
  if not found then
    raise exception 'there is no request for approval %', coalesce(p_approval_id::text, 'NULL') using errcode = 'MD401';
  end if;
  v_item := ops.work_item_take(v_approval.work_item_id);
  select a.* into strict v_approval from ops.approvals a where a.id = p_approval_id for update;

  v_outcome := case
    when v_person is distinct from v_approval.person_id
      or not exists (select from ops.people p where p.id = v_person and p.is_active) then 'not_an_approver'
    when p_revision_no is distinct from v_approval.revision_no
      or (v_approval.revision_no is not null and v_approval.revision_no <> v_item.revision_no) then 'stale_revision'
    when v_approval.status in ('approved', 'rejected') or v_approval.closed_why = 'decided' then 'already_decided'
    when v_approval.status = 'closed'
      or v_item.status <> case v_approval.role when 'supervisor' then 'escalated' else 'pending_approval' end then 'closed'
    when not exists (select from ops.work_item_revisions r
                      where r.work_item_id = v_item.id and r.revision_no = v_item.revision_no
                        and r.figures_hash = v_approval.figures_hash
                        and encode(sha256(convert_to(r.figures::text, 'UTF8')), 'hex') = r.figures_hash)
      and (p_decision = 'approve' or v_approval.role <> 'supervisor') then 'stale_revision'
    when ops.work_item_is_own(v_item.id, v_person) then 'self_approval'
    when v_approval.role = 'supervisor' and p_decision = 'reject' and ops.occurrence_needs_missing(v_item.occurrence_id) <> '{}' then 'needs_missing'
    else 'accepted' end;

  if v_outcome = 'accepted' then
    select p.name into strict v_name from ops.people p where p.id = v_person;
    update ops.approvals a
       set status = case p_decision when 'approve' then 'approved' else 'rejected' end, decided_at = util.now(),
           channel = p_channel, notes = nullif(trim(p_notes), ''), evidence = p_evidence
     where a.id = p_approval_id;
    if p_decision = 'approve' then
      perform ops.work_item_announce('approve', v_approval.role, v_name, p_notes);
      update ops.work_items w set status = 'approved', finished_at = util.now() where w.id = v_item.id;
      perform ops.work_item_approved(v_item.id);
    elsif v_approval.role = 'supervisor' then
      perform ops.work_item_redo_run(v_item.id, v_name, p_notes);
    else
      perform ops.work_item_sent_back(v_item.id, 'reject', v_approval.role, v_name, p_notes);
    end if;
  end if;
  return ops.decision_note(v_item.id, 'approval', p_decision, v_outcome, p_notes, v_person, p_approval_id, p_channel, p_evidence);
end;
$$;
comment on function ops.approval_decide(bigint, integer, text, text, text, bigint, jsonb) is
  'A person answers a request for approval: accepted | already_decided | stale_revision | not_an_approver | self_approval | closed; a supervisor''s reject lets the item be made again (needs_missing when its data is not there). The intake and the console name the person; others are the person of their database role. MD101 bad argument, MD401 no such request.';
