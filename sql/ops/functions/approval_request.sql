create or replace function ops.approval_request(p_work_item_id bigint)
returns void
language plpgsql volatile
as $$
declare
  v_pic bigint := ops.approval_pic(p_work_item_id);
begin
  if v_pic is not null then
    perform ops.approval_open(p_work_item_id, v_pic, 'pic');
  end if;
  if v_pic is null or ops.person_is_away(v_pic) then
    perform ops.approval_backup_open(p_work_item_id);
  end if;
  -- Nothing to wait for when there is no address to write to: the hours count from now.
  update ops.work_items w set ladder_started_at = util.now()
   where w.id = p_work_item_id
     and not exists (select from ops.approvals a where a.work_item_id = p_work_item_id and a.status = 'open' and a.outbox_id is not null);
  perform ops.approval_deadline_set(p_work_item_id);
end;
$$;
comment on function ops.approval_request(bigint) is 'Row 12: asks the PIC to sign the current revision; away, or the PIC''s own work: the backup at once. The caller holds the item''s lock and has made it pending_approval.';
