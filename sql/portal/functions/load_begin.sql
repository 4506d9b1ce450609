-- The file is copied into a temporary table of this transaction: a load that dies leaves nothing. Two loads of one table
-- wait for each other here, before the copy, because the second must compare with what the first wrote.
create or replace function portal.load_begin(p_table text)
returns void
language plpgsql volatile
as $$
declare
  v_target record;
begin
  select t.* into v_target from portal.load_target(p_table) t;
  perform pg_advisory_xact_lock(hashtextextended('portal.load:' || v_target.table_name, 0));
  -- Dynamic: the columns are those of the table that is loaded. Types without digits: those were checked on reading.
  execute (
    select format('create temporary table load_staging (load_line bigint not null, %s, load_key jsonb, load_action text, load_changes jsonb) on commit drop',
                  string_agg(format('%I %s', c.column_name, c.data_type), ', '))
      from portal.load_columns(v_target.table_name) c
     where c.role = 'value');
end;
$$;
comment on function portal.load_begin(text) is 'Makes pg_temp.load_staging for the rows of a file (load_line = physical line, then the columns of the table) and holds the table against other loads until the transaction ends. The caller copies, then calls portal.load_apply.';
