-- Dynamic, because each tab is a view of its own: its name comes from a row of ours, and its columns from the catalog.
create or replace function ops.sheet_rows(p_sheet_key text, p_slug text, p_place integer, p_after integer default 0, p_limit integer default 5000)
returns setof jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_cells text;
  v_view text := ops.sheet_block_view(p_sheet_key, p_slug, p_place);
begin
  select string_agg(case
           when c.role <> 'value' then 'null'
           -- A date is a number of days in a Sheet.
           when c.data_type = 'date' then format('t.%I - date ''1899-12-30''', c.name)
           else format('t.%I', c.name) end, ', ' order by c.column_no)
    into v_cells
    from ops.sheet_columns(p_sheet_key, p_slug, p_place) c;
  return query execute format('select jsonb_build_array(%s) from (select * from mart.%I offset $1 limit $2) t', v_cells, v_view)
    using greatest(coalesce(p_after, 0), 0), p_limit;
end;
$$;
comment on function ops.sheet_rows(text, text, integer, integer, integer) is 'Rows of a block of a Sheet, each an array of cells as wide as ops.sheet_columns: text, number, {"f": formula}, null where a formula is filled in. MD401.';
