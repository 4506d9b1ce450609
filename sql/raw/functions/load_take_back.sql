-- The way back of raw.load_accept. core is not wound back step by step: it is a function of the accepted loads, so the
-- load's days are worked out again without it, by the same functions as when it came.
create or replace function raw.load_take_back(p_load_id bigint)
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  v_load raw.load_history;
  v_before raw.load_history;
  v_kept bigint;
  v_codes text[];
  v_names text[];
begin
  select h.* into v_load from raw.load_history h where h.load_id = p_load_id;
  if v_load.kind = 'pos' then
    perform raw.pos_take_back(p_load_id);
    return;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('core.sales', 0));
  perform pg_advisory_xact_lock(hashtextextended('core.stock', 0));
  select h.* into v_before from raw.load_history h where h.superseded_by = p_load_id and h.status = 'superseded' for update;
  if found then
    if v_load.kind = 'stock' then
      select count(*) into v_kept from raw.superseded_stock k where k.load_id = v_before.load_id;
    else
      select count(*) into v_kept from raw.superseded_sales k where k.load_id = v_before.load_id;
    end if;
    if v_kept <> v_before.rows_loaded then
      raise exception 'load % cannot be taken back: of load %, which it displaced, % of % rows are still kept', p_load_id, v_before.load_id, v_kept, v_before.rows_loaded
        using errcode = 'MD203', hint = 'Pull or load that day again: the new load takes the place of the wrong one.';
    end if;
  end if;

  if v_load.kind = 'stock' then
    select array_agg(distinct btrim(a.kode_barang)), array_agg(distinct a.nama_gudang) into v_codes, v_names
      from raw.accurate_stock a where a.entity = v_load.entity and a.load_id = p_load_id;
    perform core.stock_withdraw(p_load_id);
  else
    perform core.sales_heirs_require(p_load_id, v_before.load_id);
    select array_agg(distinct btrim(a.kode_produk)), array_agg(distinct a.nama_gudang) into v_codes, v_names
      from raw.accurate_sales a where a.entity = v_load.entity and a.load_id = p_load_id;
    perform core.sales_touch(p_load_id);
    delete from raw.accurate_sales a where a.entity = v_load.entity and a.load_id = p_load_id;
  end if;
  update raw.load_history h set status = 'superseded' where h.load_id = p_load_id;
  if v_before.load_id is not null then
    update raw.load_history h set status = 'accepted', superseded_by = null where h.load_id = v_before.load_id;
    perform raw.load_restore(v_before.load_id);
  end if;
  if v_load.kind = 'sales' then
    perform core.sales_touch(v_before.load_id, true);
    perform core.sales_refresh(v_load.entity, v_load.covers_from, v_load.covers_to);
  elsif v_before.load_id is not null then
    perform core.stock_apply(v_before.load_id);
  end if;
  perform core.dimensions_prune(v_load.entity, v_codes, v_names);
end;
$$;
comment on function raw.load_take_back(bigint) is 'Undoes an accepted load: raw and core are as if it had never come, and the load that it displaced is accepted again. MD203 when what counted before is no longer kept. Internal; the caller holds the locks.';
