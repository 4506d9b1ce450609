create or replace function ops.duties()
returns table (job text, title text, pic_email text, backup_email text)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select d.key, d.title, p.email, b.email
    from ops.job_definitions d
    left join ops.people p on p.id = d.pic_id
    left join ops.people b on b.id = d.backup_id
   where d.makes_work_item and d.is_enabled
   order by d.key collate "C"
$$;
comment on function ops.duties() is 'Reports that are made, with the person in charge and the backup: the list that ops.duties_load takes back.';
