create or replace function ops.tg_parallel_settings__check()
returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
begin
  if not exists (select from ops.job_definitions d where d.key = new.definition_key and d.makes_work_item) then
    raise exception 'job % makes no report', new.definition_key
      using errcode = 'MD101', detail = jsonb_build_object('definition_key', new.definition_key, 'caller', v_caller)::text,
            hint = 'Only what is frozen as a revision can be compared.';
  end if;
  if new.is_enabled and (
    select count(distinct c.role) from ops.parallel_columns c where c.definition_key = new.definition_key and c.role in ('key', 'value')) < 2
  then
    raise exception 'the parallel run of % has no columns to compare', new.definition_key
      using errcode = 'MD202', detail = jsonb_build_object('definition_key', new.definition_key, 'caller', v_caller)::text,
            hint = 'Add at least one key and one value to ops.parallel_columns, then set is_enabled.';
  end if;
  return new;
end;
$$;
comment on function ops.tg_parallel_settings__check() is 'Trigger: the job makes a report (MD101); what is switched on has a key and a column to compare (MD202).';
