-- Definer: people may edit portal.name_alias and may not write to core.
create or replace function portal.tg_name_alias__sync()
returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform core.departments_sync((select array_agg(c.name) from changed c where c.source = 'accurate'));
  return null;
end;
$$;
comment on function portal.tg_name_alias__sync() is 'Trigger: Moves the sales of departments whose shop changed.';
