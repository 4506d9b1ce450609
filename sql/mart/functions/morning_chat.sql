-- Short enough for one screen of a phone. Nothing wrong is one line.
create or replace function mart.morning_chat(p_lines jsonb, p_company jsonb, p_week jsonb, p_rows integer)
returns text
language sql stable
as $$
  with f as (
    select x.value ->> 'says' as says, x.value ->> 'severity' as severity, (x.value ->> 'reasons')::integer as reasons, x.place
      from jsonb_array_elements(p_lines) with ordinality as x (value, place)
  ), c as (
    select x.v, x.place from jsonb_array_elements(p_company) with ordinality as x (v, place)
  ), total as (
    select sum((c.v ->> 'done')::integer) as done, sum((c.v ->> 'late')::integer) as late, sum((c.v ->> 'escalated')::integer) as escalated,
           sum(jsonb_array_length(c.v -> 'anomalies')) as anomalies
      from c
  )
  select case when p_lines = '[]' and t.late = 0 and t.escalated = 0 and t.anomalies = 0 and p_week = '[]'
    then format('Tidak ada yang perlu ditindaklanjuti hari ini. %s laporan selesai dalam 24 jam terakhir.', mart.number_text(t.done))
    else concat_ws(E'\n\n',
      case when p_lines = '[]' then 'Tidak ada yang perlu ditindaklanjuti hari ini.'
           else (select string_agg(case f.severity when 'critical' then '🔴 ' else '🟡 ' end || f.says, E'\n' order by f.place) filter (where f.place <= p_rows)
                        || case when count(*) > p_rows then format(E'\n+%s lainnya, lihat mart.v_follow_up_today', mart.number_text(sum(f.reasons) filter (where f.place > p_rows))) else '' end
                   from f) end,
      (select string_agg(format('%s: %s selesai%s%s%s', c.v ->> 'department', c.v ->> 'done',
                case when c.v ->> 'late' <> '0' then format(', %s terlambat', c.v ->> 'late') else '' end,
                case when c.v ->> 'escalated' <> '0' then format(', %s di atasan', c.v ->> 'escalated') else '' end,
                coalesce(' · ' || (c.v ->> 'figure_1'), '')), E'\n' order by c.place)
         from c where c.v ->> 'done' <> '0' or c.v ->> 'late' <> '0' or c.v ->> 'escalated' <> '0' or c.v ->> 'figure_1' is not null),
      -- Why, the mail says.
      (select 'Tidak biasa: ' || string_agg(split_part(a.says, ';', 1), '; ' order by a.n) filter (where a.n <= 3)
              || case when count(*) > 3 then format('; +%s lainnya', count(*) - 3) else '' end
         from (select x.says, row_number() over (order by c.place, x.n) as n
                 from c cross join lateral jsonb_array_elements_text(c.v -> 'anomalies') with ordinality as x (says, n)) a
       having count(*) > 0),
      (select format('Pekan lalu: %s laporan, %s disetujui, %s terlambat, %s ke atasan.', sum((w ->> 'work_items')::integer), sum((w ->> 'approved')::integer),
                sum((w ->> 'late')::integer), sum((w ->> 'escalated')::integer))
         from jsonb_array_elements(p_week) w having count(*) > 0)) end
    from total t
$$;
comment on function mart.morning_chat(jsonb, jsonb, jsonb, integer) is 'The director''s morning as a chat message: whom to follow up (lines of mart.morning_lines, at most p_rows), a line per department, what is unusual, the week before. Internal.';
