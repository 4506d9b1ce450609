create or replace function ops.journal_part(p_row jsonb, p_columns text[])
returns text
language sql immutable
as $$
  select string_agg(p_row ->> c.name, ':' order by c.n) from unnest(p_columns) with ordinality as c (name, n);
$$;
comment on function ops.journal_part(jsonb, text[]) is 'The values of some columns of a row, with colons between: what names it in the journal.';
