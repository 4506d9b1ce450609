create view mart.sheet_monitor_checks
with (security_invoker = true)
as
  select t.title as tab, jsonb_build_object('f', format('=SUM(''%s''!%s:%s)', t.title, x.letters, x.letters)) as difference_count
    from ops.sheet_tabs t
    join ops.sheet_blocks b on b.sheet_key = t.sheet_key and b.slug = t.slug and b.place = 1
   cross join lateral (
     select '$' || portal.sheet_cell(b.first_column - 1 + max(c.column_no), null) as letters from ops.sheet_columns(b.sheet_key, b.slug, b.place) c) x
   where t.is_checked
   order by t.place;
comment on view mart.sheet_monitor_checks is 'Tab Monitor, second block: how many cells of each checked tab differ now, by a live formula.';
comment on column mart.sheet_monitor_checks.tab is 'Tab';
comment on column mart.sheet_monitor_checks.difference_count is 'Sel yang beda (langsung)';
