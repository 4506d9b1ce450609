create or replace function ops.cross_check_text(p_id bigint)
returns table (title text, body text)
language sql stable
as $$
  select case c.status
           when 'differs' then format('Uji silang: %s tidak cocok dengan data mentahnya', n.name)
           when 'clean' then format('Uji silang %s: cocok', n.name)
           when 'not_checked' then format('Uji silang %s: tidak diperiksa', n.name)
           else format('Uji silang %s sedang berjalan', n.name) end,
         case when c.status in ('differs', 'clean')
              then format('%s angka dibandingkan (%s pasang), %s berbeda.', mart.number_text(c.compared_values), ops.cross_check_plain(c.compared_pairs), mart.number_text(c.differing_values))
              else coalesce(c.reason || '.', '') end
         || coalesce((select E'\n' || string_agg('• ' || d.says, E'\n' order by d.position)
                        from (select x.*, row_number() over (order by x.position) as n from ops.cross_check_differences x where x.cross_check_id = c.id and x.is_alarm) d where d.n <= 8), '')
         || case when c.differing_values > 8 then format(E'\n… dan %s lainnya di ops.cross_check_differences (uji silang %s).', mart.number_text(c.differing_values - 8), c.id) else '' end
         || coalesce((select format(E'\nDicatat, bukan kesalahan: %s.', string_agg(rtrim(d.says, '.'), '; ' order by d.position))
                        from (select x.*, row_number() over (order by x.position) as n from ops.cross_check_differences x where x.cross_check_id = c.id and not x.is_alarm) d where d.n <= 3), '')
         || coalesce((select E'\nTidak dapat dibandingkan: ' || string_agg(r ->> 'skipped', '; ') || '.' from jsonb_array_elements(c.results) r where r ? 'skipped'), '')
         || case c.source_status when 'not_checked' then format(E'\nSumber (%s) tidak diperiksa: %s.', coalesce(c.entity, '–'), rtrim(c.source_reason, '.'))
                                 when 'moved' then format(E'\nSumber (%s) cocok, kecuali yang memang berubah sesudah ditarik.', c.entity)
                                 when 'clean' then format(E'\nContoh dari sumber (%s) cocok.', c.entity) else '' end
    from ops.cross_checks c
    join ops.work_items w on w.id = c.work_item_id
   cross join lateral (select format('%s %s (revisi %s)', w.title, mart.date_text(w.business_date), c.revision_no) as name) n
   where c.id = p_id
$$;
comment on function ops.cross_check_text(bigint) is 'A cross-check in Indonesian: title and what differs, with both numbers.';
