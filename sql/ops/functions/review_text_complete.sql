create or replace function ops.review_text_complete(p_result jsonb)
returns table (is_failure boolean, says text, measured text, expected text)
language sql immutable
as $$
  select true, format('%s kosong.', t.name), 'kosong', 'terisi'
    from (values (1, 'judul email', p_result ->> 'subject'), (2, 'kalimat pembuka', p_result ->> 'verdict')) as t (place, name, value)
   where coalesce(btrim(t.value), '') = ''
  union all
  select true, case when s.n = 0 then 'langkah-langkah perhitungan tidak ada.' else format('%s dari %s langkah perhitungan kosong.', s.empty, s.n) end,
         (s.n - s.empty)::text, case when s.n = 0 then '≥ 1' else s.n::text end
    from (
      select count(*) as n, count(*) filter (where coalesce(btrim(x.line), '') = '') as empty
        from jsonb_array_elements_text(case jsonb_typeof(p_result -> 'steps') when 'array' then p_result -> 'steps' else '[]' end) as x (line)
    ) s
   where s.n = 0 or s.empty > 0
$$;
comment on function ops.review_text_complete(jsonb) is 'Check text_complete: a row for each part of a frozen report that is empty: subject, verdict, steps.';
