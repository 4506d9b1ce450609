-- Locks as whoever decides does: date, run, item, then the request.
create or replace function ops.approval_bounced(p_approval_id bigint, p_evidence jsonb)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_approval ops.approvals;
  v_item ops.work_items;
begin
  select a.* into v_approval from ops.approvals a where a.id = p_approval_id;
  if not found then
    raise exception 'there is no request for approval %', coalesce(p_approval_id::text, 'NULL') using errcode = 'MD401';
  end if;
  v_item := ops.work_item_take(v_approval.work_item_id);
  select a.* into strict v_approval from ops.approvals a where a.id = p_approval_id for update;
  if v_approval.status <> 'open' or v_item.status <> 'pending_approval' then
    return 'closed';
  end if;
  update ops.approvals a set evidence = coalesce(a.evidence, '{}') || jsonb_build_object('bounce', p_evidence) where a.id = p_approval_id;
  update ops.work_items w set ladder_started_at = coalesce(w.ladder_started_at, util.now()) where w.id = v_item.id;
  perform ops.approval_backup_open(v_item.id);
  perform ops.approval_deadline_set(v_item.id);
  return 'backup_opened';
end;
$$;
comment on function ops.approval_bounced(bigint, jsonb) is 'The mail of a request came back: the backup is asked now, the ladder goes on. backup_opened | closed. MD401.';
