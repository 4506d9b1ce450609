create or replace function ops.tg_sheets__mirror()
returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op = 'INSERT' or (old.is_enabled, old.spreadsheet_id) is distinct from (new.is_enabled, new.spreadsheet_id) and old.creating_at is not distinct from new.creating_at then
    perform ops.sheet_plan(new.key, null);
  end if;
  return null;
end;
$$;
comment on function ops.tg_sheets__mirror() is 'Trigger: a Sheet that is switched on, or has another file, is set up and written.';
