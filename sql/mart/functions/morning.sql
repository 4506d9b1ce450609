-- The same words by mail and chat, made once from rows that are read once.
create or replace function mart.morning(p_on date)
returns table (subject text, chat_text text, report jsonb, follow_ups jsonb, company jsonb)
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  c_names constant integer := 6;
  v_now timestamptz := util.now();
  v_rows integer := util.setting_integer('morning.rows');
  v_monday date := date_trunc('week', p_on::timestamp)::date;
  v_week jsonb := '[]';
  v_lines jsonb;
  v_critical integer;
  v_count integer;
  v_names text;
  v_verdict text;
  v_total record;
begin
  select coalesce(jsonb_agg(to_jsonb(f) order by f.place), '[]'), count(*) filter (where f.severity = 'critical'), count(*)
    into follow_ups, v_critical, v_count
    from mart.v_follow_up_today f;
  select coalesce(jsonb_agg(to_jsonb(l) order by l.place), '[]') into v_lines from mart.morning_lines(follow_ups, v_now) l;
  select jsonb_agg(to_jsonb(c) order by c.place) into company from mart.v_company_today c;
  -- On the first morning of a week: Monday may be a holiday.
  if not exists (select from ops.mornings m where m.told_on between v_monday and p_on - 1) then
    select coalesce(jsonb_agg(to_jsonb(w) order by w.work_items desc, w.department collate "C"), '[]') into v_week from mart.v_company_week w where w.week = v_monday - 7;
  end if;
  select string_agg(n.person || case when n.count > 1 then format(' (%s)', n.count) else '' end, ', ' order by n.place) filter (where n.n <= c_names)
         || case when count(*) > c_names then format(', +%s lainnya', count(*) - c_names) else '' end
    into v_names
    from (
      select x.f ->> 'person' as person, count(*) as count, min(x.place) as place, row_number() over (order by min(x.place)) as n
        from jsonb_array_elements(follow_ups) with ordinality as x (f, place) group by x.f ->> 'person') n;
  select sum((x ->> 'done')::integer) as done, sum((x ->> 'late')::integer) as late, sum((x ->> 'escalated')::integer) as escalated
    into v_total from jsonb_array_elements(company) x;

  v_verdict := case when v_count = 0 then 'Tidak ada yang perlu ditindaklanjuti hari ini.'
                    else format('Hari ini perlu ditindaklanjuti: %s.', v_names) end;
  subject := format('Ringkasan pagi %s: %s', mart.date_text(p_on), case
    when v_count = 0 then 'tidak ada yang perlu ditindaklanjuti'
    when v_critical > 0 then format('%s tindak lanjut, %s segera', mart.number_text(v_count), mart.number_text(v_critical))
    else format('%s tindak lanjut', mart.number_text(v_count)) end);
  chat_text := mart.morning_chat(v_lines, company, v_week, v_rows);
  report := jsonb_build_object(
    'kind', 'morning', 'title', 'Ringkasan Pagi', 'business_date', p_on, 'date_text', mart.date_text(p_on, 'long'),
    'subject', subject, 'preheader', v_verdict, 'verdict', v_verdict, 'is_ready', true,
    'key_figures', jsonb_build_array(
      jsonb_build_object('label', 'Laporan selesai', 'value', mart.number_text(v_total.done), 'note', '24 jam terakhir'),
      jsonb_build_object('label', 'Terlambat', 'value', mart.number_text(v_total.late), 'note', 'saat ini'),
      jsonb_build_object('label', 'Menunggu atasan', 'value', mart.number_text(v_total.escalated), 'note', 'saat ini')),
    'sections', mart.morning_sections(v_lines, company, v_week, v_rows, p_on),
    'changes', '{"items": []}'::jsonb,
    'warnings', (select coalesce(jsonb_agg(a.says order by x.place, a.n), '[]')
                   from jsonb_array_elements(company) with ordinality as x (c, place)
                  cross join lateral jsonb_array_elements_text(x.c -> 'anomalies') with ordinality as a (says, n)),
    'how_to_answer', '[]'::jsonb,
    'steps', jsonb_build_array(
      format('Biasanya = median dari %s hari %s sebelumnya, sejauh datanya lengkap; persen dihitung terhadap median itu.', util.setting('company.usual_days'),
        split_part(mart.date_text(p_on - 1, 'long'), ',', 1)),
      format('Tidak biasa = lebih jauh dari median daripada %s kali simpangan median dan %s%%, dengan sedikitnya %s hari pembanding.',
        util.setting('company.unusual_deviations'), util.setting('company.unusual_pct'), util.setting('company.usual_min_days')),
      'Selesai = disetujui dalam 24 jam terakhir. Terlambat = melewati batas mulai dan belum selesai. Tanda tangan yang ditunggu disebut bila melewati batas waktunya.'),
    'footer', jsonb_build_array('Pesan ini tidak perlu dibalas.'));
  return next;
end;
$$;
comment on function mart.morning(date) is 'The director''s morning of a day, worded in Indonesian: subject, chat message, mail as a report, and the rows it was made of.';
