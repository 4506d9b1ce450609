create or replace function ops.work_item_difference(p_approved jsonb, p_corrected jsonb)
returns table (path text, approved text, corrected text)
language sql immutable
as $$
  with recursive leaf (side, path, value) as (
    select s.side, '', s.value from (values (1, p_approved), (2, p_corrected)) s (side, value)
    union all
    select l.side, concat_ws('.', nullif(l.path, ''), c.key), c.value
      from leaf l
     cross join lateral (
       select o.key, o.value from jsonb_each(case jsonb_typeof(l.value) when 'object' then l.value else '{}' end) o
       union all
       select (a.n - 1)::text, a.value
         from jsonb_array_elements(case jsonb_typeof(l.value) when 'array' then l.value else '[]' end) with ordinality a (value, n)
     ) c
  )
  select coalesce(a.path, c.path), a.value #>> '{}', c.value #>> '{}'
    from (select l.path, l.value from leaf l where l.side = 1 and jsonb_typeof(l.value) not in ('object', 'array')) a
    full join (select l.path, l.value from leaf l where l.side = 2 and jsonb_typeof(l.value) not in ('object', 'array')) c on c.path = a.path
   where a.value is distinct from c.value
   order by 1;
$$;
comment on function ops.work_item_difference(jsonb, jsonb) is 'Where two sets of figures differ: path, approved value, corrected value; NULL where one side has none.';
