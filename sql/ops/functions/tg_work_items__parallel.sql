-- Beside the report: whatever goes wrong here must not undo a run that froze its figures. What can be tried again is passed on.
create or replace function ops.tg_work_items__parallel()
returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (select from ops.parallel_settings s where s.definition_key = new.definition_key and s.is_enabled) then
    return null;
  end if;
  begin
    perform ops.parallel_compare(new.definition_key, new.business_date);
  exception
    when serialization_failure or deadlock_detected or lock_not_available or operator_intervention then
      raise;
    when others then
      perform ops.alert_raise('warning', 'OPS', 'parallel', format('Uji paralel %s gagal dihitung', new.definition_key),
        format(E'%s (%s).\nLaporannya sendiri tidak terganggu. Ulangi: mandor parallel compare %s --date %s', sqlerrm, sqlstate, new.definition_key, new.business_date),
        format('parallel:%s:%s:failed', new.definition_key, new.business_date));
  end;
  return null;
end;
$$;
comment on function ops.tg_work_items__parallel() is 'Trigger: a revision was frozen, or an item of the day was approved or cancelled: the parallel run compares again.';
