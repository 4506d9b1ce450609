-- What stands where, for one reading of it and for all comparisons with it.
create or replace function ops.parallel_header(p_definition_key text, p_header jsonb)
returns table ("position" integer, header text, cell integer, times integer)
language sql stable
as $$
  select c.position, c.header, min(h.n)::integer, count(h.n)::integer
    from ops.parallel_columns c
    left join jsonb_array_elements(p_header) with ordinality h (name, n)
      on lower(regexp_replace(btrim(h.name #>> '{}'), '\s+', ' ', 'g')) = lower(regexp_replace(btrim(c.header), '\s+', ' ', 'g'))
   where c.definition_key = p_definition_key
   group by c.position, c.header
   order by c.position
$$;
comment on function ops.parallel_header(text, jsonb) is 'Where each compared column stands in a header (cell, from 1; NULL: nowhere), and how many times.';
