create or replace function raw.pos_take_back(p_load_id bigint)
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  v_before raw.load_history;
  v_kept bigint;
begin
  select h.* into v_before from raw.load_history h where h.superseded_by = p_load_id and h.status = 'superseded' for update;
  if found then
    select count(*) into v_kept from raw.iseller_sales i where i.load_id = v_before.load_id;
    if v_kept <> v_before.rows_loaded then
      raise exception 'load % cannot be taken back: of load %, which it displaced, % of % rows are still kept', p_load_id, v_before.load_id, v_kept, v_before.rows_loaded
        using errcode = 'MD203', hint = 'Load that export again: the new load takes the place of the wrong one.';
    end if;
  end if;
  update raw.load_history h set status = 'superseded' where h.load_id = p_load_id;
  update raw.load_history h set status = 'accepted', superseded_by = null where h.load_id = v_before.load_id;
  perform raw.pos_undo(p_load_id);
end;
$$;
comment on function raw.pos_take_back(bigint) is 'Undoes an accepted load of till receipts: for its shops and days the export before it speaks again. MD203 when that one is no longer kept whole. Internal; the caller holds the locks.';
