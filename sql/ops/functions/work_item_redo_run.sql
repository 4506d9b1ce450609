create or replace function ops.work_item_redo_run(p_id bigint, p_actor text, p_note text)
returns void
language plpgsql volatile
as $$
begin
  perform ops.approvals_close(p_id, 'settled');
  perform ops.work_item_announce('redo', 'supervisor', p_actor, p_note);
  update ops.work_items w
     set status = 'in_progress', run_token = gen_random_uuid(), claimed_by = null, revision_count = 0, notes = p_note, error = null
   where w.id = p_id;
  perform ops.work_item_run_again(p_id);
end;
$$;
comment on function ops.work_item_redo_run(bigint, text, text) is 'Row 24: an escalated item is made again. The caller holds the locks and has looked at the guards.';
