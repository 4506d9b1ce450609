-- The table's own names always work as well. The normal form is that of the unique index of portal.csv_mappings.
create or replace function portal.load_mappings(p_table text)
returns table (source_header text, header_key text, column_name text, decimal_mark text, date_format text)
language sql stable
as $$
  select m.source_header, lower(regexp_replace(btrim(m.source_header), '\s+', ' ', 'g')), m.column_name, m.decimal_mark, m.date_format
    from portal.load_target(p_table) t
    join portal.csv_mappings m on lower(btrim(m.table_name)) = t.table_name
   order by 2
$$;
comment on function portal.load_mappings(text) is 'Headers of other programs'' exports that a file for this table may have, in the form in which they are compared, and how numbers and dates below them are written.';
