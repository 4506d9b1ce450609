create or replace function mart.morning_sections(p_lines jsonb, p_company jsonb, p_week jsonb, p_rows integer, p_on date)
returns jsonb
language sql stable
as $$
  with f as (
    select x.value ->> 'says' as says, x.value ->> 'severity' as severity, (x.value ->> 'reasons')::integer as reasons, x.place
      from jsonb_array_elements(p_lines) with ordinality as x (value, place)
  ), c as (
    select x.v, x.place from jsonb_array_elements(p_company) with ordinality as x (v, place)
  )
  select coalesce((
    select jsonb_agg(jsonb_build_object('key', 'follow_up_' || g.severity, 'tone', g.severity,
             'title', case g.severity when 'critical' then 'Tindak lanjut hari ini' else 'Perlu ditanyakan' end, 'sentences', g.sentences,
             -- What is left out is counted once, under the last that is shown.
             'more', case when g.last = p_rows then (select format('+%s lainnya, lihat mart.v_follow_up_today', mart.number_text(sum(f.reasons))) from f where f.place > p_rows having count(*) > 0) end)
             order by g.severity)
      from (select f.severity, max(f.place) as last, jsonb_agg(f.says order by f.place) as sentences from f where f.place <= p_rows group by f.severity) g), '[]')
  || jsonb_build_array(jsonb_build_object('key', 'company', 'tone', 'neutral', 'title', 'Per departemen',
       'intro', format('Yang paling bergerak pada %s, terhadap biasanya:', mart.date_text(p_on - 1, 'long')),
       'sentences', (select coalesce(jsonb_agg(format('%s: %s', c.v ->> 'department', concat_ws('; ', c.v ->> 'figure_1', c.v ->> 'figure_2')) order by c.place)
                                     filter (where c.v ->> 'figure_1' is not null), '["Belum ada angka yang lengkap."]') from c),
       'table', jsonb_build_object(
         'columns', '[{"label": "Laporan", "align": "left"}, {"label": "Selesai", "align": "right"}, {"label": "Terlambat", "align": "right"}, {"label": "Di atasan", "align": "right"}]'::jsonb,
         'rows', (select jsonb_agg(jsonb_build_array(c.v ->> 'department', c.v ->> 'done', c.v ->> 'late', c.v ->> 'escalated') order by c.place) from c))))
  || case when p_week = '[]' then '[]' else jsonb_build_array(jsonb_build_object('key', 'week', 'tone', 'neutral', 'title', 'Pekan lalu',
       'intro', format('Senin, %s s.d. Minggu, %s.', mart.date_text((p_week -> 0 ->> 'week')::date), mart.date_text((p_week -> 0 ->> 'week')::date + 6)),
       'sentences', '[]'::jsonb,
       'table', jsonb_build_object(
         'columns', '[{"label": "Laporan", "align": "left"}, {"label": "Dibuat", "align": "right"}, {"label": "Disetujui", "align": "right"}, {"label": "Terlambat", "align": "right"}, {"label": "Ke atasan", "align": "right"}, {"label": "Insiden", "align": "right"}, {"label": "Pulih", "align": "right"}]'::jsonb,
         'rows', (select jsonb_agg(jsonb_build_array(x.v ->> 'department', x.v ->> 'work_items', x.v ->> 'approved', x.v ->> 'late', x.v ->> 'escalated', x.v ->> 'incidents', x.v ->> 'recovered') order by x.place)
                    from jsonb_array_elements(p_week) with ordinality as x (v, place))))) end
$$;
comment on function mart.morning_sections(jsonb, jsonb, jsonb, integer, date) is 'Sections of the director''s mail: whom to follow up by severity, the departments, the week before. Internal; mart.morning fills it.';
