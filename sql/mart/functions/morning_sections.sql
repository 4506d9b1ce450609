create or replace function mart.morning_sections(p_follow_ups jsonb, p_company jsonb, p_week jsonb, p_rows integer, p_on date)
returns jsonb
language sql stable
as $$
  with f as (
    select x.value ->> 'says' as says, x.value ->> 'severity' as severity, x.place from jsonb_array_elements(p_follow_ups) with ordinality as x (value, place)
  )
  select coalesce((
    select jsonb_agg(jsonb_build_object('key', 'follow_up_' || g.severity, 'tone', g.severity,
             'title', format(case g.severity when 'critical' then 'Tindak lanjut: %s' else 'Perlu ditanyakan: %s' end, mart.number_text(g.count)),
             'sentences', g.sentences,
             'more', case when g.count > g.shown then format('+%s lainnya, lihat mart.v_follow_up_today', mart.number_text(g.count - g.shown)) end) order by g.severity)
      from (
        select f.severity, count(*) as count, count(*) filter (where f.place <= p_rows) as shown,
               coalesce(jsonb_agg(f.says order by f.place) filter (where f.place <= p_rows), '[]') as sentences
          from f group by f.severity) g), '[]')
  || jsonb_build_array(jsonb_build_object('key', 'company', 'tone', 'neutral', 'title', 'Perusahaan, per departemen',
       'intro', format('Laporan: 24 jam terakhir. Angka: %s, dibandingkan dengan hari yang sama sebelumnya.', mart.date_text(p_on - 1, 'long')),
       'sentences', '[]'::jsonb,
       'table', jsonb_build_object(
         'columns', '[{"label": "Departemen", "align": "left"}, {"label": "Selesai", "align": "right"}, {"label": "Terlambat", "align": "right"}, {"label": "Di atasan", "align": "right"}, {"label": "Paling bergerak", "align": "left"}]'::jsonb,
         'rows', (select jsonb_agg(jsonb_build_array(x.v ->> 'department', x.v ->> 'done', x.v ->> 'late', x.v ->> 'escalated',
                           coalesce(nullif(concat_ws('; ', x.v ->> 'figure_1', x.v ->> 'figure_2'), ''), '–')) order by x.place)
                    from jsonb_array_elements(p_company) with ordinality as x (v, place)))))
  || case when p_week = '[]' then '[]' else jsonb_build_array(jsonb_build_object('key', 'week', 'tone', 'neutral', 'title', 'Pekan lalu',
       'intro', format('Senin %s – Minggu %s.', mart.date_text((p_week -> 0 ->> 'week')::date), mart.date_text((p_week -> 0 ->> 'week')::date + 6)),
       'sentences', '[]'::jsonb,
       'table', jsonb_build_object(
         'columns', '[{"label": "Departemen", "align": "left"}, {"label": "Laporan", "align": "right"}, {"label": "Disetujui", "align": "right"}, {"label": "Terlambat", "align": "right"}, {"label": "Ke atasan", "align": "right"}]'::jsonb,
         'rows', (select jsonb_agg(jsonb_build_array(x.v ->> 'department', x.v ->> 'work_items', x.v ->> 'approved', x.v ->> 'late', x.v ->> 'escalated') order by x.place)
                    from jsonb_array_elements(p_week) with ordinality as x (v, place))))) end
$$;
comment on function mart.morning_sections(jsonb, jsonb, jsonb, integer, date) is 'Sections of the director''s mail: whom to follow up by severity, the departments, the week before. Internal; mart.morning fills it.';
