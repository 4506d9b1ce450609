-- Off until somebody switches it on: that makes a file at Google.
insert into ops.sheets (key, title, definition_key) values ('control_stock', 'Control Stock', 'report.control_stock')
on conflict (key) do nothing;

insert into ops.sheet_tabs (sheet_key, slug, title, tab_id, place, tab_set, is_checked, frozen_rows, head_row, head, fills)
select 'control_stock', t.slug, t.title, t.tab_id, t.place, t.tab_set, t.slug like 'tier%', t.frozen_rows, t.head_row, t.head,
       -- NO tells orders of one article and day apart: 1 until somebody types 2 over it.
       case when t.slug = 'po' then '[{"column": 26, "row": 7, "formula": "=IF($B7=\"\",\"\",SUM($P7:$Y7))"},
         {"column": 27, "row": 7, "formula": "=IF($B7=\"\",\"\",$F7-$Z7)"},
         {"column": 28, "row": 7, "formula": "=IF($B7=\"\",\"\",IF($AA7<=0,\"LENGKAP\",IF($Z7>0,\"SEBAGIAN\",\"BELUM\")))"},
         {"column": 39, "row": 7, "formula": "=IF($B7=\"\",\"\",1)", "after_rows": true}]'::jsonb else '[]' end
  from (values
    ('po', 'PO', 101, 1, 0, 6, 1, '[["Penyelesaian PO", "Tier 1", "Tier 2", "Tier 3", "Tier 4", "Tier 5", "Tier 8", "Tier 0", "Semua"],
      ["Dipesan", {"f": "=SUMIFS($F$7:$F,$A$7:$A,1)"}, {"f": "=SUMIFS($F$7:$F,$A$7:$A,2)"}, {"f": "=SUMIFS($F$7:$F,$A$7:$A,3)"}, {"f": "=SUMIFS($F$7:$F,$A$7:$A,4)"}, {"f": "=SUMIFS($F$7:$F,$A$7:$A,5)"}, {"f": "=SUMIFS($F$7:$F,$A$7:$A,8)"}, {"f": "=SUMIFS($F$7:$F,$A$7:$A,0)"}, {"f": "=SUM($F$7:$F)"}],
      ["Diterima", {"f": "=SUMIFS($Z$7:$Z,$A$7:$A,1)"}, {"f": "=SUMIFS($Z$7:$Z,$A$7:$A,2)"}, {"f": "=SUMIFS($Z$7:$Z,$A$7:$A,3)"}, {"f": "=SUMIFS($Z$7:$Z,$A$7:$A,4)"}, {"f": "=SUMIFS($Z$7:$Z,$A$7:$A,5)"}, {"f": "=SUMIFS($Z$7:$Z,$A$7:$A,8)"}, {"f": "=SUMIFS($Z$7:$Z,$A$7:$A,0)"}, {"f": "=SUM($Z$7:$Z)"}],
      ["%", {"f": "=IFERROR(ROUND(B3/B2*100,1),\"\")"}, {"f": "=IFERROR(ROUND(C3/C2*100,1),\"\")"}, {"f": "=IFERROR(ROUND(D3/D2*100,1),\"\")"}, {"f": "=IFERROR(ROUND(E3/E2*100,1),\"\")"}, {"f": "=IFERROR(ROUND(F3/F2*100,1),\"\")"}, {"f": "=IFERROR(ROUND(G3/G2*100,1),\"\")"}, {"f": "=IFERROR(ROUND(H3/H2*100,1),\"\")"}, {"f": "=IFERROR(ROUND(I3/I2*100,1),\"\")"}],
      [],
      ["TIER", "CODE", "TYPE", "GENDER", "P/S", "SUDAH PO", "Done PO 1", "Done PO 2", "Done PO 3", "Done PO 4", "Done PO 5", "Done PO 6", "TGL PO", "STATUS PO", "Keterangan", "JML RCV 1", "JML RCV 2", "JML RCV 3", "JML RCV 4", "JML RCV 5", "JML RCV 6", "JML RCV 7", "JML RCV 8", "JML RCV 9", "JML RCV 10", "TOTAL RCV", "SISA PO", "STATUS", "TGL RCV 1", "TGL RCV 2", "TGL RCV 3", "TGL RCV 4", "TGL RCV 5", "TGL RCV 6", "TGL RCV 7", "TGL RCV 8", "TGL RCV 9", "TGL RCV 10", "NO"]]'::jsonb),
    ('global', 'Global', 102, 2, 2, 3, 2,
     '[["T", "WHS", "", "", "", "WHB", "", "", "", "Total"], ["", "Box@12", "Protol", "Total pair", "%", "Box@12", "Protol", "Total pair", "%", "Total pair", "%"]]'),
    ('wh_box', 'WH BOX', 103, 3, 1, 2, 1, '[]'),
    ('data_awal', 'DATA AWAL', 104, 4, 1, 2, 1, '[]'),
    ('update_stock', 'Update Stock', 105, 5, 1, 2, 1, '[]'),
    ('summary_kode_mix', 'Summary Kode MIX', 106, 6, 2, 2, 1, '[]'),
    ('for_notion_integrator', 'forNotionIntegrator', 107, 7, 2, 2, 1, '[]'),
    ('tier_1', 'TIER 1 KODE MIX', 111, 8, 2, 2, 1, '[]'),
    ('tier_2', 'TIER 2 KODE MIX', 112, 9, 2, 2, 1, '[]'),
    ('tier_3', 'TIER 3 KODE MIX', 113, 10, 2, 2, 1, '[]'),
    ('tier_4', 'TIER 4', 114, 11, 2, 2, 1, '[]'),
    ('tier_5', 'TIER 5', 115, 12, 2, 2, 1, '[]'),
    ('tier_8', 'TIER 8', 118, 13, 2, 2, 1, '[]'),
    ('monitor', 'Monitor', 120, 14, 3, 2, 1, '[]')
  ) as t (slug, title, tab_id, place, tab_set, frozen_rows, head_row, head)
on conflict (sheet_key, slug) do update
  set title = excluded.title, tab_id = excluded.tab_id, place = excluded.place, tab_set = excluded.tab_set,
      is_checked = excluded.is_checked, frozen_rows = excluded.frozen_rows, head_row = excluded.head_row, head = excluded.head, fills = excluded.fills
  where (sheet_tabs.*) is distinct from (excluded.*);

insert into ops.sheet_blocks (sheet_key, slug, place, view_name, first_row, first_column, has_header) values
  ('control_stock', 'po', 1, 'sheet_po', 7, 1, false),
  ('control_stock', 'global', 1, 'sheet_global', 4, 1, false),
  ('control_stock', 'wh_box', 1, 'sheet_wh_box', 2, 1, true),
  ('control_stock', 'data_awal', 1, 'sheet_data_awal', 2, 1, true),
  ('control_stock', 'update_stock', 1, 'sheet_update_stock_basis', 1, 1, false),
  ('control_stock', 'update_stock', 2, 'sheet_update_stock', 2, 1, true),
  ('control_stock', 'update_stock', 3, 'sheet_update_stock_codes', 2, 15, true),
  ('control_stock', 'update_stock', 4, 'sheet_update_stock_articles', 2, 22, true),
  ('control_stock', 'summary_kode_mix', 1, 'sheet_summary_kode_mix', 2, 1, true),
  ('control_stock', 'for_notion_integrator', 1, 'sheet_for_notion_integrator', 2, 1, true),
  ('control_stock', 'tier_1', 1, 'sheet_tier_1', 2, 1, true),
  ('control_stock', 'tier_2', 1, 'sheet_tier_2', 2, 1, true),
  ('control_stock', 'tier_3', 1, 'sheet_tier_3', 2, 1, true),
  ('control_stock', 'tier_4', 1, 'sheet_tier_4', 2, 1, true),
  ('control_stock', 'tier_5', 1, 'sheet_tier_5', 2, 1, true),
  ('control_stock', 'tier_8', 1, 'sheet_tier_8', 2, 1, true),
  ('control_stock', 'monitor', 1, 'sheet_monitor', 2, 1, true),
  ('control_stock', 'monitor', 2, 'sheet_monitor_checks', 2, 11, true)
on conflict (sheet_key, slug, place) do update
  set view_name = excluded.view_name, first_row = excluded.first_row, first_column = excluded.first_column, has_header = excluded.has_header
  where (sheet_blocks.*) is distinct from (excluded.*);
