create or replace function ops.tg_any__append_only()
returns trigger
language plpgsql
as $$
begin
  -- Retention may delete what is old (ops.retention_delete names the table for its own transaction), from the journal never.
  if tg_op = 'DELETE' and tg_level = 'ROW' and tg_table_name !~ '^journal'
     and current_setting('mandor.retention', true) = tg_table_schema || '.' || tg_table_name then
    return old;
  end if;
  raise exception '%.% is never changed: % is refused', tg_table_schema, tg_table_name, tg_op
    using errcode = 'MD901', hint = 'Add a row that corrects it.';
end;
$$;
comment on function ops.tg_any__append_only() is 'Trigger: refuses (MD901) UPDATE, DELETE and TRUNCATE. Retention may delete, but not from the journal.';
