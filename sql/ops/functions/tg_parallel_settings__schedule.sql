-- As for tabs of reference data: the tab is a row and so is its job; cron and all else of the job belong to people from then on.
create or replace function ops.tg_parallel_settings__schedule()
returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
begin
  if tg_op = 'DELETE' then
    update ops.job_definitions d set is_enabled = false where d.key = 'parallel.' || old.definition_key and d.is_enabled;
    return null;
  end if;
  if new.source = 'sheet' then
    perform ops.definition_add('parallel.' || d.key, 'Uji paralel: ' || d.title, d.agent, 'google/load_parallel',
              jsonb_build_object('report', d.key, 'added_by', v_caller), '15 9-18/3 * * *', '2 hours', '30 minutes', d.business_day_offset, new.is_enabled)
       from ops.job_definitions d
      where d.key = new.definition_key;
  end if;
  update ops.job_definitions d set is_enabled = new.is_enabled and new.source = 'sheet'
   where d.key = 'parallel.' || new.definition_key and d.is_enabled is distinct from (new.is_enabled and new.source = 'sheet');
  return null;
end;
$$;
comment on function ops.tg_parallel_settings__schedule() is 'Trigger: keeps the job parallel.<report> that reads a person''s tab: made at 9:15, 12:15, 15:15 and 18:15 WIB; switched on and off with the row.';
