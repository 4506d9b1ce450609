create or replace function ops.approval_open(p_work_item_id bigint, p_person_id bigint, p_role text)
returns bigint
language plpgsql volatile
as $$
declare
  v_id bigint;
begin
  insert into ops.approvals (work_item_id, revision_no, figures_hash, person_id, role)
  select w.id, r.revision_no, r.figures_hash, p_person_id, p_role
    from ops.work_items w
    left join ops.work_item_revisions r on r.work_item_id = w.id and r.revision_no = w.revision_no
   where w.id = p_work_item_id
  on conflict (work_item_id, person_id) where status = 'open' do nothing
  returning id into v_id;
  if v_id is not null then
    perform ops.approval_mail(v_id);
    perform ops.approval_chat(v_id);
  end if;
  return v_id;
end;
$$;
comment on function ops.approval_open(bigint, bigint, text) is 'Asks a person to sign the current revision of an item, by mail and in the own chat. NULL: is asked already. The caller holds the item''s lock.';
