-- What people type into PO is loaded like any other tab; whether the Sheet still agrees is looked at through the day. Both are
-- jobs of people from then on.
create or replace function ops.sheet_set_up(p_run_token uuid)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_sheet ops.sheets;
begin
  v_sheet := ops.sheet_of_run(p_run_token);
  if v_sheet.key is null then
    return 'not_mine';
  end if;
  update ops.sheets s set set_up_at = util.now() where s.key = v_sheet.key and s.set_up_at is null;
  insert into portal.sheet_sources (key, title, spreadsheet_id, tab, header_row, table_name, mode, mapping, note)
  select 'po_' || v_sheet.key, t.title || ' di ' || v_sheet.title, v_sheet.spreadsheet_id, t.title, 6, 'portal.purchase_orders_manual', 'replace',
         jsonb_build_object('TIER', 'tier', 'CODE', 'kode_mix', 'TYPE', 'type', 'GENDER', 'gender', 'P/S', 'ps_flag', 'SUDAH PO', 'sudah_po', 'TGL PO', 'tgl_po',
           'STATUS PO', 'status_po', 'Keterangan', 'notes', 'TOTAL RCV', '-', 'SISA PO', '-', 'STATUS', 'status', 'NO', 'row_no')
         || (select jsonb_object_agg('Done PO ' || n, 'po_' || n) from generate_series(1, 6) n)
         || (select jsonb_object_agg('JML RCV ' || n, 'received_' || n) || jsonb_object_agg('TGL RCV ' || n, format('received_%s_on', n)) from generate_series(1, 10) n),
         'Dibuat saat Sheet disiapkan: isian orang di tab PO.'
    from ops.sheet_tabs t where t.sheet_key = v_sheet.key and t.slug = 'po'
  on conflict (key) do update set spreadsheet_id = excluded.spreadsheet_id where sheet_sources.spreadsheet_id <> excluded.spreadsheet_id;
  perform ops.definition_add('sheet_check.' || v_sheet.key, 'Cek Sheet: ' || v_sheet.title, d.agent, 'google/check_sheet',
            jsonb_build_object('sheet', v_sheet.key), '20 8-18/2 * * *', '1 hour', '10 minutes')
     from ops.job_definitions d where d.key = v_sheet.definition_key;
  return 'set_up';
end;
$$;
comment on function ops.sheet_set_up(uuid) is 'Tabs, heads and PO stand in the file: the load of PO and the check through the day are scheduled. set_up | not_mine.';
