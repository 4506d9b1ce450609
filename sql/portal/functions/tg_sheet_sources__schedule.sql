-- A tab is a row and its job is a row: whoever adds a tab needs no deploy. Cron and all else of the job belong to people
-- from then on. A job that has run cannot be deleted, so that of a deleted tab is switched off.
create or replace function portal.tg_sheet_sources__schedule()
returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
begin
  if tg_op = 'DELETE' then
    update ops.job_definitions d set is_enabled = false where d.key = 'sheet.' || old.key and d.is_enabled;
    return null;
  end if;
  if tg_op = 'INSERT' then
    perform ops.definition_add('sheet.' || new.key, 'Sheet: ' || new.title, 'ops_warehouse', 'google/load_sheet',
      jsonb_build_object('sheet', new.key, 'added_by', v_caller), '30 0 * * *', '6 hours', '30 minutes', p_is_enabled => new.is_enabled);
  end if;
  -- A job that a person has switched off stays off when the tab gets another title; that of a tab that is added again comes back.
  update ops.job_definitions d
     set title = 'Sheet: ' || new.title,
         is_enabled = case when tg_op = 'INSERT' or new.is_enabled is distinct from old.is_enabled then new.is_enabled else d.is_enabled end
   where d.key = 'sheet.' || new.key;
  return null;
end;
$$;
comment on function portal.tg_sheet_sources__schedule() is 'Trigger: keeps the job sheet.<key> of a tab: made at 00:30 WIB, before the pulls; switched on and off with the tab.';
