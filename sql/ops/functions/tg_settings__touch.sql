create or replace function ops.tg_settings__touch()
returns trigger
language plpgsql
as $$
begin
  new.updated_at := util.now();
  new.updated_by := util.caller();
  return new;
end;
$$;
comment on function ops.tg_settings__touch() is 'Trigger: who changed a setting, and when.';
