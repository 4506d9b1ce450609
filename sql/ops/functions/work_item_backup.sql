create or replace function ops.work_item_backup(p_work_item_id bigint)
returns bigint
language sql stable
as $$
  select p.id
    from ops.work_items w
    join ops.job_definitions d on d.key = w.definition_key
   cross join lateral (
     select a.delegate_id as id, 1 as rank
       from ops.absences a
      where a.person_id = d.pic_id and util.local_date((select util.now())) between a.from_on and a.to_on
     union all
     select d.backup_id, 2
     union all
     select s.supervisor_id, 3 from ops.people s where s.id = d.pic_id
   ) x
    join ops.people p on p.id = x.id and p.is_active
   where w.id = p_work_item_id
     and p.id is distinct from d.pic_id
     and not ops.person_is_away(p.id)
     and not ops.work_item_is_own(w.id, p.id)
   order by x.rank, p.id
   limit 1;
$$;
comment on function ops.work_item_backup(bigint) is 'Who signs in the PIC''s place: the delegate of an absence, else the definition''s backup, else the PIC''s supervisor; none who is away or whose own work it is. NULL: nobody.';
