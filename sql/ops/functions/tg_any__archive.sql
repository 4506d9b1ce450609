-- A trigger and not a part of the deletion: no statement takes a row out of these tables that does not end up here, in
-- the same transaction.
create or replace function ops.tg_any__archive()
returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_except text[] := coalesce(string_to_array(tg_argv[1], ','), '{}');
  v_month date;
begin
  -- One after the other, and none while a month is dropped: the partition that was found is still there for the insert.
  perform pg_advisory_xact_lock(hashtextextended('ops.archive', 0));
  for v_month in
    select distinct ops.archive_month((to_jsonb(o) ->> tg_argv[0])::timestamptz) from old_rows o order by 1
  loop
    perform ops.archive_open(v_month);
  end loop;
  insert into ops.archive (table_name, row_id, at, data)
  select tg_table_schema || '.' || tg_table_name, (x.r ->> 'id')::bigint, (x.r ->> tg_argv[0])::timestamptz, x.r - v_except
    from (select to_jsonb(o) as r from old_rows o) x;
  return null;
end;
$$;
comment on function ops.tg_any__archive() is 'Trigger by statement: moves deleted rows into ops.archive. Arguments: the column that says when; columns that are left out. Transition table old_rows.';
