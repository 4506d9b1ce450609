create or replace function ops.work_item_pass(p_id bigint, p_actor_kind text, p_actor text, p_reason text)
returns text
language plpgsql volatile
as $$
declare
  v_requires_approval boolean;
begin
  if exists (
    select from ops.review_results r join ops.work_items w on w.id = r.work_item_id and w.revision_no = r.revision_no
     where w.id = p_id and r.is_blocking and not r.is_passed
  ) then
    return 'checks_failed';
  end if;
  select d.requires_approval into strict v_requires_approval
    from ops.work_items w join ops.job_definitions d on d.key = w.definition_key
   where w.id = p_id;
  if v_requires_approval and ops.approval_pic(p_id) is null and ops.work_item_backup(p_id) is null then
    perform ops.work_item_alert(p_id, 'critical', 'no_approver', 'tidak ada yang dapat menyetujui',
      'Isi pic_id (dan backup_id) di ops.job_definitions dengan orang yang aktif.');
    return 'no_approver';
  end if;

  perform ops.work_item_announce('review_pass', p_actor_kind, p_actor, p_reason);
  update ops.work_items w set status = 'l2_approved' where w.id = p_id;
  perform ops.work_item_chat(p_id);
  -- l2_approved is a step, not a place: the same call goes on.
  if v_requires_approval then
    perform ops.work_item_announce('request', 'system', 'engine', null);
    update ops.work_items w set status = 'pending_approval' where w.id = p_id;
    perform ops.approval_request(p_id);
    return 'pending_approval';
  end if;
  perform ops.work_item_announce('no_approval_needed', 'system', 'engine', 'no approval is required');
  update ops.work_items w set status = 'approved', finished_at = util.now() where w.id = p_id;
  perform ops.work_item_approved(p_id);
  return 'approved';
end;
$$;
comment on function ops.work_item_pass(bigint, text, text, text) is 'The review has passed: on to the PIC (pending_approval), or to approved when no approval is required. checks_failed | no_approver: it stays done. The caller holds the locks.';
