create or replace function ops.approval_pic(p_work_item_id bigint)
returns bigint
language sql stable
as $$
  select p.id
    from ops.work_items w
    join ops.job_definitions d on d.key = w.definition_key
    join ops.people p on p.id = d.pic_id and p.is_active
   where w.id = p_work_item_id and not ops.work_item_is_own(w.id, p.id);
$$;
comment on function ops.approval_pic(bigint) is 'The PIC who may sign an item; NULL: there is no active one, or it is the PIC''s own work.';
