create or replace function ops.sheet_row_count(p_sheet_key text, p_slug text, p_place integer)
returns integer
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_view text;
  v_count integer;
begin
  select b.view_name into v_view from ops.sheet_blocks b where b.sheet_key = p_sheet_key and b.slug = p_slug and b.place = p_place;
  if not found then
    raise exception 'there is no block % of tab % in Sheet %', p_place, p_slug, p_sheet_key
      using errcode = 'MD401', detail = jsonb_build_object('caller', v_caller)::text;
  end if;
  -- Dynamic for the reason given in ops.sheet_rows.
  execute format('select count(*)::integer from mart.%I', v_view) into v_count;
  return v_count;
end;
$$;
comment on function ops.sheet_row_count(text, text, integer) is 'How many rows ops.sheet_rows has: the grid of the tab is made as large before they are written. MD401.';
