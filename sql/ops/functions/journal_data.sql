create or replace function ops.journal_data(p_row jsonb, p_columns text[])
returns jsonb
language sql immutable
as $$
  select case when p_columns is null then p_row
              else (select coalesce(jsonb_object_agg(c.name, p_row -> c.name), '{}') from unnest(p_columns) as c (name)) end;
$$;
comment on function ops.journal_data(jsonb, text[]) is 'The part of a row that the journal keeps; all of it when no columns are named.';
