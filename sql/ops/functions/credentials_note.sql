-- When a secret was replaced in the environment, nobody here can tell without keeping something that is made of it. So a person notes it (issued_on).
create or replace function ops.credentials_note(p_names text[])
returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_count integer;
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not say which secrets there are', util.caller() using errcode = '42501';
  end if;
  -- Several workers start at once: in the order of the key.
  perform from ops.credentials c where c.name = any (p_names) order by c.name for update;
  update ops.credentials c
     set first_seen_at = coalesce(c.first_seen_at, util.now()), seen_at = greatest(c.first_seen_at, util.now())
   where c.name = any (p_names);
  get diagnostics v_count = row_count;
  return v_count;
end;
$$;
comment on function ops.credentials_note(text[]) is 'A worker says with which secrets it has started, by name. How many of them are watched.';
