create or replace function mart.control_stock_settings(p_business_date date)
returns jsonb
language sql stable
as $$
  select mart.settings_changes('report.control_stock', p_business_date, '^(control_stock|sales|report)\.',
    '{raw.load_checks,portal.warehouse,portal.kodemix,portal.name_alias,portal.article_notes,portal.sheet_sources}', null)
$$;
comment on function mart.control_stock_settings(date) is 'Who changed what since the last frozen Control Stock report: thresholds, schedules of its jobs, checks, mappings, loads of reference data; newest first. Internal.';
