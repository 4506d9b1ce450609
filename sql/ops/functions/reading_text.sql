create or replace function ops.reading_text(p_result jsonb)
returns text
language sql immutable
as $$
  select coalesce(string_agg(btrim(t.says), E'\n' order by t.place, t.n, t.m), '')
    from (
      select 1 as place, 0::bigint as n, 0::bigint as m, p_result ->> 'subject' as says
      union all select 2, 0, 0, p_result ->> 'verdict'
      union all select 3, 0, 0, p_result ->> 'opening'
      union all
      select 4, k.n, 0, concat_ws(' ', k.item ->> 'label', k.item ->> 'value', k.item ->> 'note')
        from jsonb_array_elements(p_result -> 'key_figures') with ordinality as k (item, n)
      union all
      select 5, s.n, x.m, x.says
        from jsonb_array_elements(p_result -> 'sections') with ordinality as s (item, n)
       cross join lateral (
         select 0::bigint as m, concat_ws('. ', s.item ->> 'title', s.item ->> 'intro') as says
         union all select y.m, y.says from jsonb_array_elements_text(s.item -> 'sentences') with ordinality as y (says, m)) x
      union all select 6, x.n, 0, x.says from jsonb_array_elements_text(p_result -> 'changes' -> 'items') with ordinality as x (says, n)
      union all select 7, x.n, 0, x.says from jsonb_array_elements_text(p_result -> 'warnings') with ordinality as x (says, n)
      union all select 8, x.n, 0, x.says from jsonb_array_elements_text(p_result -> 'steps') with ordinality as x (says, n)
    ) t
   where btrim(t.says) <> ''
$$;
comment on function ops.reading_text(jsonb) is 'The sentences of a report, one a line, as a model reads them.';
