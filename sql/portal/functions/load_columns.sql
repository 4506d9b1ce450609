-- The header of a file is checked against this, so that a column added by a migration can be loaded without a change of
-- code. role: value = is loaded · snapshot = gives the date of the whole file · computed = the database writes it, a file
-- that was exported from the table may carry it and it is passed over.
create or replace function portal.load_columns(p_table text, p_mode text default 'append')
returns table (column_name text, data_type text, digits integer, decimals integer, role text, is_key boolean, is_required boolean, description text)
language plpgsql stable
as $$
#variable_conflict use_column
declare
  v_target record;
  v_shape regclass;
begin
  select t.* into v_target from portal.load_target(p_table) t;
  v_shape := case when v_target.kind = 'portal' then v_target.table_name else 'raw.staging_' || v_target.kind end::regclass;
  return query
    select a.attname::text, y.typname::text,
           case when y.typname = 'numeric' and a.atttypmod > 0 then ((a.atttypmod - 4) >> 16) & 65535 end,
           case when y.typname = 'numeric' and a.atttypmod > 0 then (a.atttypmod - 4) & 65535 end,
           case when v_target.kind = 'portal' and (a.attgenerated <> '' or a.attidentity <> '' or a.attname in ('created_at', 'updated_at', 'noted_by'))
                then 'computed' else 'value' end,
           coalesce(a.attname = any (v_target.key_columns), false),
           -- An upsert may bring a few columns of rows that are there; their key it must bring.
           case when v_target.kind = 'portal'
                then (a.attnotnull and not a.atthasdef and a.attidentity = '')
                     and (p_mode <> 'upsert' or a.attname = any (v_target.key_columns))
                else exists (select from pg_attribute n
                              where n.attrelid = v_target.table_name::regclass and n.attname = a.attname and n.attnotnull) end,
           col_description(a.attrelid, a.attnum)
      from pg_attribute a
      join pg_type y on y.oid = a.atttypid
     where a.attrelid = v_shape and a.attnum > 0 and not a.attisdropped
       and (v_target.kind = 'portal' or a.attname not in ('load_id', 'line_no', 'source_id', 'opt_lock', 'last_update'))
       -- The day of a receipt at its shop is found by raw.pos_resolve.
       and not (v_target.kind = 'pos' and a.attname = 'tanggal')
     order by a.attnum;
  if v_target.kind <> 'portal' then
    return query
      select a.attname::text, y.typname::text, null::integer, null::integer,
             case when a.attname = 'snapshot_date' then 'snapshot' else 'computed' end, false, false, col_description(a.attrelid, a.attnum)
        from pg_attribute a
        join pg_type y on y.oid = a.atttypid
       where a.attrelid = v_target.table_name::regclass
         -- entity is left out on purpose: a file of another entity must not slip in with that column passed over.
         and (a.attname in ('id', 'snapshot_date', 'loaded_at', 'load_batch_id', 'load_id')
              or v_target.kind = 'pos' and a.attname in ('line_no', 'tanggal', 'is_current'))
       order by a.attnum;
  end if;
end;
$$;
comment on function portal.load_columns(text, text) is 'Columns that a file for this table may have: type, digits of numbers, role, whether the header must name it in this mode, and what it means.';
