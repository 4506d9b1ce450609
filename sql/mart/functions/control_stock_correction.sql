-- A correction is read by somebody who has signed other figures: what differs comes first, article by article, and in the
-- same words as the report. Both sides are frozen figures; nothing is computed anew.
create or replace function mart.control_stock_correction(p_result jsonb, p_item_id bigint, p_approved jsonb, p_corrected jsonb, p_reason text)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_rows constant integer := util.setting_integer('report.table_rows');
  v_section jsonb;
  v_count bigint;
  v_lines jsonb;
begin
  with approved as (
    select a ->> 'kode_mix' as kode_mix, (a ->> 'is_mapped')::boolean as is_mapped, a as item from jsonb_array_elements(p_approved -> 'rows') a
  ), corrected as (
    select c ->> 'kode_mix' as kode_mix, (c ->> 'is_mapped')::boolean as is_mapped, c as item from jsonb_array_elements(p_corrected -> 'rows') c
  ), changed as (
    select mart.article_text(coalesce(c.kode_mix, a.kode_mix), coalesce(c.item, a.item) ->> 'name') as article,
           coalesce(c.kode_mix, a.kode_mix) as kode_mix, x.place, x.label, x.was, x.now,
           dense_rank() over (order by coalesce(c.kode_mix, a.kode_mix) collate "C", coalesce(c.is_mapped, a.is_mapped)) as article_no
      from approved a
      full join corrected c on c.kode_mix = a.kode_mix and c.is_mapped = a.is_mapped
     cross join lateral (values
       (1, 'Stok', mart.number_text((a.item ->> 'total_pairs')::numeric), mart.number_text((c.item ->> 'total_pairs')::numeric)),
       (2, 'Terjual 3 bulan', mart.number_text((a.item ->> 'sold_window')::numeric), mart.number_text((c.item ->> 'sold_window')::numeric)),
       (3, 'Sisa bulan', mart.number_text((a.item ->> 'months_of_cover')::numeric, 1), mart.number_text((c.item ->> 'months_of_cover')::numeric, 1)),
       (4, 'Status', mart.flag_text(a.item ->> 'flag'), mart.flag_text(c.item ->> 'flag')),
       (5, 'Usulan PO', mart.number_text((a.item ->> 'recommended_po')::numeric), mart.number_text((c.item ->> 'recommended_po')::numeric))
     ) as x (place, label, was, now)
     where x.was is distinct from x.now
  ), numbered as (
    select c.*, row_number() over (order by c.article_no, c.place) as n from changed c
  )
  select coalesce(max(d.article_no), 0),
         jsonb_build_object('key', 'correction', 'tone', 'warning', 'sentences', '[]'::jsonb,
           'title', format('Yang berubah: %s artikel', mart.number_text(coalesce(max(d.article_no), 0))),
           'intro', format('Dibanding laporan yang sudah disetujui (item %s). Alasan: %s', p_item_id, coalesce(p_reason, '–')),
           'table', jsonb_build_object(
             'columns', '[{"label": "Artikel", "align": "left"}, {"label": "Angka", "align": "left"}, {"label": "Disetujui", "align": "right"}, {"label": "Koreksi", "align": "right"}]'::jsonb,
             'rows', coalesce(jsonb_agg(jsonb_build_array(d.article, d.label, coalesce(d.was, '–'), coalesce(d.now, '–')) order by d.n) filter (where d.n <= v_rows), '[]'),
             'footer', null),
           'more', case when count(*) > v_rows then format('+%s perubahan lainnya → lihat lampiran', mart.number_text(count(*) - v_rows)) end)
    into v_count, v_section
    from numbered d;

  select coalesce(jsonb_agg(format('%s: %s → %s', x.label, mart.number_text(x.was), mart.number_text(x.now)) order by x.place), '[]')
    into v_lines
    from (values
      (1, 'Total stok (pasang)', (p_approved ->> 'total_pairs')::numeric, (p_corrected ->> 'total_pairs')::numeric),
      (2, 'Terjual 3 bulan (pasang)', (p_approved ->> 'sold_window')::numeric, (p_corrected ->> 'sold_window')::numeric),
      (3, 'Artikel', (p_approved ->> 'articles')::numeric, (p_corrected ->> 'articles')::numeric),
      (4, 'Artikel WAJIB PO', (p_approved ->> 'must_po')::numeric, (p_corrected ->> 'must_po')::numeric),
      (5, 'Artikel overstock', (p_approved ->> 'overstock')::numeric, (p_corrected ->> 'overstock')::numeric),
      (6, 'Usulan PO (pasang)', (p_approved ->> 'recommended_pairs')::numeric, (p_corrected ->> 'recommended_pairs')::numeric)
    ) as x (place, label, was, now)
   where x.was is distinct from x.now;

  return p_result || jsonb_build_object(
    'corrects', p_item_id,
    'title', 'Koreksi ' || (p_result ->> 'title'),
    'subject', 'Koreksi ' || (p_result ->> 'subject'),
    'verdict', case when v_count = 0 then 'Koreksi: tidak ada angka artikel yang berubah. '
      else format('Koreksi: %s artikel berubah dari laporan yang sudah disetujui. ', mart.number_text(v_count)) end || (p_result ->> 'verdict'),
    'sections', jsonb_build_array(v_section) || (p_result -> 'sections'),
    'changes', jsonb_build_object('since_text', format('dibanding angka yang disetujui, item %s', p_item_id), 'items', v_lines));
end;
$$;
comment on function mart.control_stock_correction(jsonb, bigint, jsonb, jsonb, text) is 'A Control Stock report as the correction of an approved one: subject, verdict and first section say what differs. Internal.';
