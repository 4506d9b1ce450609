-- Names of articles and branches come from placeholders only: a name beside one would get another's figures.
create or replace function mart.opening_names(p_figures jsonb)
returns text[]
language sql immutable
as $$
  select coalesce(array_agg(distinct w.word), '{}')
    from jsonb_array_elements(case jsonb_typeof(p_figures -> 'rows') when 'array' then p_figures -> 'rows' end) x
   cross join lateral regexp_split_to_table(lower(concat_ws(' ', x ->> 'name', x ->> 'branch')), '[^a-z]+') as w (word)
   where length(w.word) >= 4 and w.word <> 'cabang'
$$;
comment on function mart.opening_names(jsonb) is 'The words of four letters and more that names of articles and branches in the frozen figures are made of.';
