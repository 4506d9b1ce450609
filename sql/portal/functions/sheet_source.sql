create or replace function portal.sheet_source(p_key text)
returns table (key text, spreadsheet_id text, tab text, header_row integer, table_name text, mapping jsonb, decimal_mark text, columns jsonb, mode text, is_forced boolean)
language sql stable
as $$
  select s.key, s.spreadsheet_id, s.tab, s.header_row, s.table_name,
         coalesce((select jsonb_object_agg(m.source_header, m.column_name) from portal.csv_mappings m where m.table_name = s.table_name), '{}') || s.mapping,
         s.decimal_mark, (select jsonb_agg(to_jsonb(c)) from portal.load_columns(s.table_name, s.mode) c), s.mode, s.is_forced
    from portal.sheet_sources s
   where s.key = p_key;
$$;
comment on function portal.sheet_source(text) is 'A tab that is loaded: where it is, its headers (mapping), the columns of its table, and how it is written. No row: there is none of that name.';
