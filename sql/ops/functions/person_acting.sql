-- The intake and the console speak for many people and say for whom. Everybody else is the person of the role that calls.
create or replace function ops.person_acting(p_person_id bigint)
returns bigint
language plpgsql stable
as $$
declare
  v_caller name := util.caller();
begin
  if v_caller in ('mandor_owner', 'mandor_deploy', 'mandor_worker', 'mandor_console')
     or exists (select from pg_roles r where r.rolname = v_caller and r.rolsuper) then
    return coalesce(p_person_id, (select p.id from ops.people p where p.db_role = v_caller and p.is_active));
  end if;
  return (select p.id from ops.people p where p.db_role = v_caller and p.is_active and p.id = coalesce(p_person_id, p.id));
end;
$$;
comment on function ops.person_acting(bigint) is 'The person who acts: the one named by the intake or the console, else the one of the calling database role. NULL: nobody known, or another than the caller.';
