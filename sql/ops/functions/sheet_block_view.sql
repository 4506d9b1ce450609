create or replace function ops.sheet_block_view(p_sheet_key text, p_slug text, p_place integer)
returns text
language plpgsql stable
as $$
declare
  v_view text;
begin
  select b.view_name into v_view from ops.sheet_blocks b where b.sheet_key = p_sheet_key and b.slug = p_slug and b.place = p_place;
  if not found then
    raise exception 'there is no block % of tab % in Sheet %', p_place, p_slug, p_sheet_key
      using errcode = 'MD401', detail = jsonb_build_object('caller', util.caller())::text;
  end if;
  return v_view;
end;
$$;
comment on function ops.sheet_block_view(text, text, integer) is 'The view of mart whose rows a block of a Sheet shows. MD401. Internal.';
