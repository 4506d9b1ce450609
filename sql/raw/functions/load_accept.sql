-- The swap. A newer load of the same day takes the place of the older one; a sales load of a wider or narrower range
-- takes over the days that it does not cover, so that one accepted load always speaks for all of its days. What it displaces
-- is kept aside (raw.load_keep), and quarantined loads that it makes pointless are closed: nobody is asked about them again.
create or replace function raw.load_accept(p_load_id bigint)
returns bigint
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  v_load raw.load_history;
  v_old raw.load_history;
  v_rows bigint;
begin
  select h.* into v_load from raw.load_history h where h.load_id = p_load_id;
  if v_load.kind = 'pos' then
    return raw.pos_accept(p_load_id);
  end if;
  select h.* into v_old from raw.load_history h
   where h.source = v_load.source and h.kind = v_load.kind and h.entity = v_load.entity
     and h.snapshot_date = v_load.snapshot_date and h.status = 'accepted'
     for update;
  if found then
    if v_old.covers_from > v_load.covers_to + 1 or v_load.covers_from > v_old.covers_to + 1 then
      raise exception 'load % covers % to %, and the accepted load % of the same day covers % to %: the days between would have no owner',
        p_load_id, v_load.covers_from, v_load.covers_to, v_old.load_id, v_old.covers_from, v_old.covers_to
        using errcode = 'MD501', hint = 'Load a range that touches the accepted one, or give the file the date of its own last day.';
    end if;
    update raw.load_history h set status = 'superseded', superseded_by = p_load_id where h.load_id = v_old.load_id;
    perform raw.load_keep(v_old.load_id);
  end if;
  update raw.load_history h set status = 'accepted', finished_at = util.now() where h.load_id = p_load_id;

  if v_load.kind = 'stock' then
    v_rows := raw.stock_swap(p_load_id);
    perform core.stock_apply(p_load_id);
    delete from raw.staging_stock s where s.load_id = p_load_id;
  else
    v_rows := raw.sales_swap(p_load_id, v_old.load_id);
    perform raw.sales_documents_note(p_load_id, v_old.load_id);
    update raw.load_history h
       set covers_from = least(h.covers_from, coalesce(v_old.covers_from, h.covers_from)),
           covers_to = greatest(h.covers_to, coalesce(v_old.covers_to, h.covers_to))
     where h.load_id = p_load_id;
    perform core.sales_apply(p_load_id);
    delete from raw.staging_sales s where s.load_id = p_load_id;
  end if;
  delete from raw.load_cursors c where c.load_id = p_load_id;
  update raw.load_history h set rows_loaded = v_rows where h.load_id = p_load_id;
  perform raw.load_close(h.load_id, 'rejected', null, p_load_id)
    from raw.load_history h
   where h.source = v_load.source and h.kind = v_load.kind and h.entity = v_load.entity and h.snapshot_date = v_load.snapshot_date
     and h.status = 'quarantined' and h.load_id < p_load_id
     and h.covers_from >= v_load.covers_from and h.covers_to <= v_load.covers_to;
  return v_rows;
end;
$$;
comment on function raw.load_accept(bigint) is 'Makes a checked load the current one of its day: swaps the rows and brings core up to date. Returns the rows in the partition. Internal; the caller holds the locks.';
