create or replace function ops.work_item_supervisor(p_work_item_id bigint)
returns bigint
language sql stable
as $$
  select s.id
    from ops.work_items w
    join ops.job_definitions d on d.key = w.definition_key
   cross join lateral (
     select p.supervisor_id as id, 1 as rank from ops.people p where p.id = d.pic_id
     union all
     select p.supervisor_id, 2 from ops.people p where p.id = d.backup_id
   ) x
    join ops.people s on s.id = x.id and s.is_active
   where w.id = p_work_item_id
   order by x.rank
   limit 1;
$$;
comment on function ops.work_item_supervisor(bigint) is 'Who decides about an escalated item: the PIC''s supervisor, else the backup''s. NULL: nobody is named, the owner of the installation decides.';
