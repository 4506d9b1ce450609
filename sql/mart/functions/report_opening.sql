create or replace function mart.report_opening(p_kind text, p_figures jsonb)
returns jsonb
language sql stable
as $$
  select case p_kind when 'control_stock' then mart.control_stock_opening(p_figures) when 'daily_sales' then mart.daily_sales_opening(p_figures) end
$$;
comment on function mart.report_opening(text, jsonb) is 'The opening of a kind of report: {values, template}. NULL: this kind has none.';
