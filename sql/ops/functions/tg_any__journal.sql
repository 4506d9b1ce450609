-- By statement, with transition tables: ten thousand rows are one insert. Definer, because who changes a row may not
-- write the journal. A change of columns that are not kept (progress of a load, a beat) is no operation.
create or replace function ops.tg_any__journal()
returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_kind text := tg_table_schema || '.' || tg_table_name;
  v_keys text[] := string_to_array(tg_argv[0], ',');
  v_kept text[] := string_to_array(tg_argv[1], ',');
begin
  if tg_op = 'INSERT' then
    insert into ops.journal (kind, subject, action, data)
    select v_kind, ops.journal_part(x.r, v_keys), 'insert', ops.journal_data(x.r, v_kept)
      from (select to_jsonb(n) as r from new_rows n) x;
  elsif tg_op = 'DELETE' then
    insert into ops.journal (kind, subject, action, data)
    select v_kind, ops.journal_part(x.r, v_keys), 'delete', ops.journal_data(x.r, v_kept)
      from (select to_jsonb(o) as r from old_rows o) x;
  else
    insert into ops.journal (kind, subject, action, data)
    select v_kind, x.subject, 'update', x.now
      from (
        select ops.journal_part(to_jsonb(n), v_keys) as subject, ops.journal_data(to_jsonb(n), v_kept) as now from new_rows n
      ) x
     where not exists (
       select from old_rows o
        where ops.journal_part(to_jsonb(o), v_keys) = x.subject and ops.journal_data(to_jsonb(o), v_kept) = x.now);
  end if;
  return null;
end;
$$;
comment on function ops.tg_any__journal() is 'Trigger by statement: writes the rows into ops.journal. Arguments: the columns that name a row; the columns that are kept, none for all. Transition tables new_rows, old_rows.';
