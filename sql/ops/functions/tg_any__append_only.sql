create or replace function ops.tg_any__append_only()
returns trigger
language plpgsql
as $$
begin
  raise exception '%.% is never changed: % is refused', tg_table_schema, tg_table_name, tg_op
    using errcode = 'MD901', hint = 'Add a row that corrects it.';
end;
$$;
comment on function ops.tg_any__append_only() is 'Trigger: refuses (MD901) UPDATE, DELETE and TRUNCATE.';
