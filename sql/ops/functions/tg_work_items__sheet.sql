-- One row waits, however often the state changes: what is shown is read when it is sent.
create or replace function ops.tg_work_items__sheet()
returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform ops.sheet_plan(s.key, new.id) from ops.sheets s where s.definition_key = new.definition_key and s.is_enabled;
  return null;
end;
$$;
comment on function ops.tg_work_items__sheet() is 'Trigger: a report has a new revision or another state: its Sheet is written again.';
