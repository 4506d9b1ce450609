create or replace function ops.work_item_approve_escalated(p_id bigint, p_revision_no integer, p_note text, p_person_id bigint default null)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_note text := ops.note_require(p_note, format('approving work item %s', p_id));
  v_item ops.work_items;
  v_actor record;
  v_outcome text;
begin
  v_item := ops.work_item_require(p_id);
  v_actor := ops.work_item_actor(p_id, p_person_id, '{supervisor}');
  v_outcome := case
    when v_actor.actor_kind is null then 'not_supervisor'
    when v_item.status <> 'escalated' then 'not_escalated'
    when v_item.revision_no = 0 then 'no_revision'
    when v_item.revision_no is distinct from p_revision_no then 'stale_revision'
    when not exists (select from ops.work_item_revisions r
                      where r.work_item_id = p_id and r.revision_no = v_item.revision_no
                        and encode(sha256(convert_to(r.figures::text, 'UTF8')), 'hex') = r.figures_hash) then 'stale_revision'
    when ops.work_item_is_own(p_id, ops.person_acting(p_person_id)) then 'self_approval'
    else 'approved' end;
  if v_outcome = 'approved' then
    update ops.approvals a
       set status = 'approved', decided_at = util.now(), notes = v_note
     where a.work_item_id = p_id and a.status = 'open' and a.role = 'supervisor' and a.person_id = ops.person_acting(p_person_id);
    perform ops.work_item_announce('approve', 'supervisor', v_actor.actor, v_note);
    update ops.work_items w set status = 'approved', finished_at = util.now() where w.id = p_id;
    perform ops.work_item_approved(p_id);
  end if;
  return ops.decision_note(p_id, 'approve', 'approve', v_outcome, v_note, p_person_id);
end;
$$;
comment on function ops.work_item_approve_escalated(bigint, integer, text, bigint) is 'A supervisor approves the frozen revision of an escalated item: approved | not_escalated | no_revision | stale_revision | self_approval | not_supervisor. MD101 without a note.';
