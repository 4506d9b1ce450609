create or replace function ops.sheet_row_count(p_sheet_key text, p_slug text, p_place integer)
returns integer
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_view text := ops.sheet_block_view(p_sheet_key, p_slug, p_place);
  v_count integer;
begin
  -- Dynamic for the reason given in ops.sheet_rows.
  execute format('select count(*)::integer from mart.%I', v_view) into v_count;
  return v_count;
end;
$$;
comment on function ops.sheet_row_count(text, text, integer) is 'How many rows ops.sheet_rows has: the grid of the tab is made as large before they are written. MD401.';
