-- Who may see cost prices is a row per recipient; the frozen result stays whole, the letter leaves them out.
create or replace function ops.result_without_cost(p_result jsonb)
returns jsonb
language sql immutable
as $$
  select case when p_result ? 'key_figures' then
    jsonb_set(p_result, '{key_figures}', (
      select coalesce(jsonb_agg(k.item order by k.place), '[]')
        from jsonb_array_elements(p_result -> 'key_figures') with ordinality as k (item, place)
       where not coalesce((k.item ->> 'is_cost')::boolean, false)))
    else p_result end
$$;
comment on function ops.result_without_cost(jsonb) is 'A frozen report without the figures that are made of cost prices (key figures marked is_cost).';
