create or replace function mart.review_key_figures(p_result jsonb, p_wanted jsonb)
returns table (is_failure boolean, says text, measured text, expected text)
language sql immutable
as $$
  select true, format('"%s" tertulis %s, angkanya %s.', w.label, coalesce(k.value, 'tidak ada'), w.value), coalesce(k.value, '–'), w.value
    from jsonb_each_text(p_wanted) as w (label, value)
    left join lateral (
      select x ->> 'value' as value
        from jsonb_array_elements(case jsonb_typeof(p_result -> 'key_figures') when 'array' then p_result -> 'key_figures' else '[]' end) x
       where x ->> 'label' = w.label limit 1) k on true
   where k.value is distinct from w.value and w.value is not null
   order by w.label collate "C"
$$;
comment on function mart.review_key_figures(jsonb, jsonb) is 'Key figures of a frozen report that do not say what they should: p_wanted {label: text}; a label that is NULL there is not asked. Internal.';
