-- Definer, because a person's own role need not read the engine's tables; it answers about the caller alone.
create or replace function ops.approval_show(p_work_item_id bigint)
returns table (
  answer text, approval_id bigint, revision_no integer, figures_hash text, subject text, business_date date, role text, person text,
  requested_at timestamptz, status text, says text, database_role name
)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_person bigint := ops.person_acting(null);
  v_item ops.work_items;
  v_approval ops.approvals;
  v_answer text;
  v_waits text;
begin
  select w.* into v_item from ops.work_items w where w.id = p_work_item_id;
  -- Who is nobody learns nothing, not even whether there is such an item.
  if v_person is not null and v_item.id is null then
    raise exception 'there is no work item %', coalesce(p_work_item_id::text, 'NULL') using errcode = 'MD401', hint = '`mandor status` shows what waits.';
  end if;
  select a.* into v_approval from ops.approvals a
   where a.work_item_id = p_work_item_id and a.person_id = v_person
   order by a.status = 'open' desc, a.id desc limit 1;
  v_answer := case
    when v_person is null then 'no_person'
    when v_approval.id is null then 'not_an_approver'
    when v_approval.status = 'open' then 'open'
    when v_approval.status in ('approved', 'rejected') or v_approval.closed_why = 'decided' then 'already_decided'
    else 'closed' end;
  if v_answer = 'no_person' then
    return query select v_answer, null::bigint, null::integer, null::text, null::text, null::date, null::text, null::text, null::timestamptz, null::text, null::text, v_caller;
    return;
  end if;
  select string_agg(format('%s (%s)', p.name, a.role), ', ' order by a.id) into v_waits
    from ops.approvals a join ops.people p on p.id = a.person_id
   where a.work_item_id = p_work_item_id and a.status = 'open';
  return query
    select v_answer, v_approval.id, v_approval.revision_no, v_approval.figures_hash,
           coalesce((select r.result ->> 'subject' from ops.work_item_revisions r
                      where r.work_item_id = v_item.id and r.revision_no = v_approval.revision_no), v_item.title),
           v_item.business_date, v_approval.role, (select p.name from ops.people p where p.id = v_person), v_approval.requested_at, v_item.status,
           case v_answer when 'not_an_approver' then v_waits
                         when 'open' then null else ops.approval_outcome_text(v_approval.id) end,
           v_caller;
end;
$$;
comment on function ops.approval_show(bigint) is
  'What the calling person is asked to sign on an item. answer: open | already_decided | closed | not_an_approver (says: who is asked) | no_person (the database role is nobody''s). MD401.';
