create or replace function ops.approvals_close(p_work_item_id bigint, p_why text)
returns void
language sql volatile
as $$
  update ops.approvals a set status = 'closed', closed_at = util.now(), closed_why = p_why
   where a.work_item_id = p_work_item_id and a.status = 'open';
$$;
comment on function ops.approvals_close(bigint, text) is 'Nobody needs to answer any more: decided | superseded | withdrawn | escalated | settled.';
