create or replace function ops.work_item_sent_back(p_id bigint, p_event text, p_actor_kind text, p_actor text, p_notes text)
returns text
language plpgsql volatile
as $$
declare
  v_item ops.work_items;
  v_definition ops.job_definitions;
begin
  select w.* into strict v_item from ops.work_items w where w.id = p_id;
  select d.* into strict v_definition from ops.job_definitions d where d.key = v_item.definition_key;
  if p_event <> 'withdraw' and v_item.revision_count >= v_definition.max_revisions then
    perform ops.work_item_escalate(p_id, p_event, p_actor_kind, p_actor, p_notes, p_notes);
    return 'escalated';
  end if;
  perform ops.approvals_close(p_id, case p_event when 'withdraw' then 'withdrawn' else 'superseded' end);
  perform ops.work_item_announce(p_event, p_actor_kind, p_actor, p_notes);
  update ops.work_items w
     set status = 'revision', notes = p_notes, revision_count = w.revision_count + case p_event when 'withdraw' then 0 else 1 end
   where w.id = p_id;
  perform ops.jobs_add(v_definition.task_identifier, 'work_item', array[p_id::text]);
  return 'revision';
end;
$$;
comment on function ops.work_item_sent_back(bigint, text, text, text, text) is 'Back to the producer with notes: revision, counted unless it was withdrawn; escalated when it was sent back as often as allowed. The caller holds the locks.';
