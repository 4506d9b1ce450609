create or replace function ops.cross_check_results(p_work_item_id bigint, p_revision_no integer)
returns jsonb
language plpgsql stable
as $$
declare
  v_check record;
  v_gone text;
  v_found jsonb;
  v_results jsonb := '[]';
  v_has_stock boolean;
begin
  select d.task_identifier = 'report/control_stock' into strict v_has_stock
    from ops.work_items w join ops.job_definitions d on d.key = w.definition_key where w.id = p_work_item_id;
  for v_check in
    select * from (values
      (1, 'frozen', 'hash angka yang dibekukan, jurnal, dan persetujuan', null),
      (2, 'loads', 'isi raw dengan hitungan saat dibekukan, nota demi nota', null),
      (3, 'stock', 'raw.accurate_stock → pemetaan saat dibekukan → artikel', 'stock'),
      (4, 'sales', 'raw.accurate_sales → muatan yang berlaku saat dibekukan → artikel atau cabang', 'sales'),
      (5, 'sums', 'rincian laporan → jumlah dan penilaiannya', null),
      (6, 'words', 'angka beku → kata-kata laporan dan e-mail', null),
      (7, 'core', 'raw dan portal → core, baris demi baris', null),
      (8, 'upkeep', 'baris core dan muatan → jumlah, hari, dan dimensi di core', null),
      (9, 'mapping', 'pemetaan saat dibekukan → pemetaan sekarang', null)) as x (place, key, path, kind)
     where v_has_stock or x.key <> 'stock'
     order by x.place
  loop
    v_gone := case when v_check.kind is not null then ops.cross_check_gone(p_work_item_id, p_revision_no, v_check.kind) end;
    begin
      v_found := case
        when v_gone is not null then jsonb_build_object('compared', 0, 'differences', '[]'::jsonb, 'skipped', v_gone)
        when v_check.key = 'frozen' then ops.cross_check_frozen(p_work_item_id, p_revision_no)
        when v_check.key = 'loads' then ops.cross_check_loads(p_work_item_id, p_revision_no)
        when v_check.key = 'stock' then ops.cross_check_stock(p_work_item_id, p_revision_no)
        when v_check.key = 'sales' then ops.cross_check_sales(p_work_item_id, p_revision_no)
        when v_check.key = 'sums' then ops.cross_check_sums(p_work_item_id, p_revision_no)
        when v_check.key = 'words' then ops.cross_check_words(p_work_item_id, p_revision_no)
        when v_check.key = 'core' then ops.cross_check_core(p_work_item_id, p_revision_no)
        when v_check.key = 'upkeep' then ops.cross_check_upkeep(p_work_item_id, p_revision_no)
        else ops.cross_check_mapping(p_work_item_id, p_revision_no) end;
    exception when data_exception then
      -- Figures that cannot even be read were not made by a report.
      v_found := jsonb_build_object('compared', 1, 'differences', jsonb_build_array(ops.cross_check_difference('laporan', 'figures', sqlerrm, null, 'laporan beku', 'bentuk laporan',
        format('angka beku tidak dapat dibaca: %s.', sqlerrm))));
    end;
    v_results := v_results || jsonb_build_array(v_found || jsonb_build_object('check', v_check.key, 'path', v_check.path));
  end loop;
  return v_results;
end;
$$;
comment on function ops.cross_check_results(bigint, integer) is 'All checks of a frozen report that need nobody outside: [{check, path, compared, pairs, differing_pairs, skipped, differences}]. Internal.';
