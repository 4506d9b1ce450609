-- Asked before there is an item: who is away now may be back by then, so absences do not count.
create or replace function ops.definition_is_signable(p_definition_key text)
returns boolean
language sql stable
as $$
  select exists (
    select from ops.job_definitions d
      join ops.people p on p.is_active
       and p.id in (d.pic_id, d.backup_id, (select s.supervisor_id from ops.people s where s.id = d.pic_id))
     where d.key = p_definition_key)
$$;
comment on function ops.definition_is_signable(text) is 'True when somebody active could sign what a definition makes: its PIC, its backup, or the PIC''s supervisor.';
