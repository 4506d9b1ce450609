create or replace function ops.work_item_pass(p_id bigint, p_actor_kind text, p_actor text, p_reason text)
returns void
language plpgsql volatile
as $$
declare
  v_requires_approval boolean;
begin
  perform ops.work_item_announce('review_pass', p_actor_kind, p_actor, p_reason);
  update ops.work_items w set status = 'l2_approved' where w.id = p_id;

  -- l2_approved is a step, not a place: the same call goes on.
  select d.requires_approval into strict v_requires_approval
    from ops.work_items w join ops.job_definitions d on d.key = w.definition_key
   where w.id = p_id;
  if v_requires_approval then
    perform ops.work_item_announce('request', 'system', 'engine', null);
    update ops.work_items w set status = 'pending_approval' where w.id = p_id;
    perform ops.work_item_mail(p_id);
  else
    perform ops.work_item_announce('no_approval_needed', 'system', 'engine', 'no approval is required');
    update ops.work_items w set status = 'approved', finished_at = util.now() where w.id = p_id;
    perform ops.work_item_approved(p_id);
  end if;
end;
$$;
comment on function ops.work_item_pass(bigint, text, text, text) is 'The review has passed: on to the PIC, or to approved when no approval is required. The caller holds the locks.';
