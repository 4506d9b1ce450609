create or replace function ops.parallel_text(p_run_id bigint, p_sees_cost boolean default true)
returns text
language sql stable
as $$
  select case r.outcome
    when 'match' then format('hari ke-%s dari %s, cocok', k.days, s.required_days)
    when 'differs' then
      case when r.missing_rows + r.extra_rows + r.duplicate_keys = 0 then format('berbeda di %s sel', r.differing_cells)
           else concat_ws(', ', 'berbeda', nullif(r.differing_cells, 0) || ' sel', nullif(r.missing_rows, 0) || ' baris kurang',
             nullif(r.extra_rows, 0) || ' baris lebih', nullif(r.duplicate_keys, 0) || ' baris berulang') end
      || (select ': ' || string_agg(ops.parallel_difference_text(d, p_sees_cost), '; ' order by d.position)
            from ops.parallel_differences d where d.run_id = r.id and d.position <= 3)
      || case when r.differing_cells + r.missing_rows + r.extra_rows + r.duplicate_keys > 3 then '; dan lainnya' else '' end
      || '. Hitungan hari mulai lagi'
    else case r.reason
      when 'no_result' then format('hasil pembanding untuk %s belum ada', mart.date_text(r.business_date))
      when 'no_report' then format('laporan %s belum ada', mart.date_text(r.business_date))
      else 'belum dapat dibandingkan: ' || r.reason end
      || format('; hari ini tidak dihitung (sudah %s dari %s hari cocok)', k.days, s.required_days) end
    from ops.parallel_runs r
    join ops.parallel_settings s on s.definition_key = r.definition_key
   cross join lateral ops.parallel_streak(r.definition_key, r.business_date) k
   where r.id = p_run_id
$$;
comment on function ops.parallel_text(bigint, boolean) is 'A comparison in one line of Indonesian, e.g. "hari ke-7 dari 20, cocok".';
