create or replace function ops.sheet_compare(p_sheet_key text, p_tabs jsonb)
returns text
language plpgsql volatile
as $$
declare
  v_sheet ops.sheets;
  v_count integer;
  v_list jsonb;
  v_body text;
  v_key text;
  v_only_input boolean;
begin
  select s.* into strict v_sheet from ops.sheets s where s.key = p_sheet_key;
  select count(*)::integer, coalesce(jsonb_agg(d.line order by d.n) filter (where d.n <= 50), '[]'), bool_and(d.is_input),
         string_agg(d.sentence, E'\n' order by d.n) filter (where d.n <= 10), md5(string_agg(d.tab || coalesce(d.cell, d.article), ' ' order by d.n))
    into v_count, v_list, v_only_input, v_body, v_key
    from (
      select x.*, row_number() over (order by x.tab, x.article collate "C", x.cell) as n,
             jsonb_build_object('tab', x.tab, 'cell', x.cell, 'article', x.article, 'column', x.header, 'kind', x.kind, 'expected', x.expected, 'found', x.found) as line,
             case x.kind
               when 'row' then format('%s: baris artikel %s hilang', x.tab, x.article)
               when 'value' then format('%s sel %s (%s, artikel %s): tertulis %s, dalam laporan %s', x.tab, x.cell, x.header, x.article,
                 coalesce(nullif(x.found #>> '{}', ''), 'kosong'), coalesce(x.expected #>> '{}', 'kosong'))
               when 'formula' then format('%s sel %s (%s, artikel %s): rumus menghasilkan %s, dalam laporan %s', x.tab, x.cell, x.header, x.article,
                 coalesce(nullif(x.found #>> '{}', ''), 'kosong'), coalesce(x.expected #>> '{}', 'kosong'))
               else format('%s sel %s (%s, artikel %s): sel cek berisi %s, bukan 0', x.tab, x.cell, x.header, x.article, coalesce(nullif(x.found #>> '{}', ''), 'kosong')) end as sentence
        from ops.sheet_differences(p_sheet_key, p_tabs) x
    ) d;
  -- Looked at after the comparison: a report that was frozen before or under it stands in no Sheet yet, and is written by its own row.
  if not exists (select from mart.v_sheet_revision v where (v.work_item_id, v.revision_no) = (v_sheet.written_work_item_id, v_sheet.written_revision_no)) then
    return 'stale';
  end if;
  insert into ops.sheet_checks (sheet_key, work_item_id, revision_no, outcome, difference_count, differences)
  values (p_sheet_key, v_sheet.written_work_item_id, v_sheet.written_revision_no, case when v_count > 0 then 'differs' else 'match' end, v_count, v_list);
  if v_count = 0 then
    return 'match';
  end if;
  -- What people typed into PO since the report is their right; the next report counts it.
  perform ops.alert_raise(case when v_only_input then 'info' else 'warning' end, 'OPS', 'sheet',
    case when v_only_input then format('Tab PO di Sheet %s diisi setelah laporan dibuat', v_sheet.title)
         else format('%s sel di Sheet %s berbeda dari laporan', mart.number_text(v_count), v_sheet.title) end,
    concat_ws(E'\n', v_body, case when v_count > 10 then format('… dan %s lainnya', mart.number_text(v_count - 10)) end,
      case when v_only_input then 'Angka laporan tetap; isian baru ikut dalam laporan berikutnya.'
           else 'Angka yang sah ada di laporan (e-mail); tab ditulis ulang pada laporan berikutnya.' end),
    format('sheet_differs:%s:%s', p_sheet_key, v_key));
  return 'differs';
end;
$$;
comment on function ops.sheet_compare(text, jsonb) is 'Compares what was read of the checked tabs with the report that stands in the Sheet, keeps the outcome and alerts: match | differs | stale (a newer report was frozen meanwhile; nothing is kept). Internal.';
