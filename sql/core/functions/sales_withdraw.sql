-- Applied without rows, a load takes its own facts and sums away; then nobody speaks for its days, until the loads that
-- are returned are applied in their order: the newest first, so that no older one speaks for a day in between.
create or replace function core.sales_withdraw(p_load_id bigint, p_before_id bigint)
returns bigint[]
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  v_load raw.load_history;
  v_again bigint[];
  v_thin raw.load_history;
begin
  select h.* into v_load from raw.load_history h where h.load_id = p_load_id;
  select array_agg(x.load_id order by x.snapshot_date desc, x.load_id desc) into v_again
    from (
      -- For each of its days: what spoke for it before.
      select distinct o.load_id, o.snapshot_date
        from core.sales_days d
       cross join lateral (
         select h.load_id, h.snapshot_date
           from raw.load_history h
          where h.source = v_load.source and h.kind = 'sales' and h.entity = v_load.entity and h.load_id <> p_load_id
            and (h.status = 'accepted' or h.load_id = p_before_id) and d.tanggal between h.covers_from and h.covers_to
          order by h.snapshot_date desc, h.load_id desc
          limit 1
       ) o
       where d.entity = v_load.entity and d.load_id = p_load_id
      union
      -- What holds one of its documents on another day: it counts there again.
      select distinct d.load_id, d.snapshot_date
        from (select distinct a.nomor_invoice from raw.accurate_sales a where a.entity = v_load.entity and a.load_id = p_load_id) n
        join raw.accurate_sales r on r.entity = v_load.entity and r.nomor_invoice = n.nomor_invoice and r.load_id <> p_load_id
        join core.sales_days d on d.entity = r.entity and d.tanggal = r.tanggal and d.load_id = r.load_id
    ) x;

  select h.* into v_thin
    from raw.load_history h
   where h.load_id = any (v_again) and h.load_id is distinct from p_before_id
     and h.rows_loaded <> (select count(*) from raw.accurate_sales a where a.entity = h.entity and a.load_id = h.load_id)
   limit 1;
  if found then
    raise exception 'load % cannot be taken back: load %, which spoke for its days before, is no longer kept whole', p_load_id, v_thin.load_id
      using errcode = 'MD203', hint = 'Pull or load those days again: the new load takes the place of the wrong one.';
  end if;

  delete from raw.accurate_sales a where a.entity = v_load.entity and a.load_id = p_load_id;
  perform core.sales_apply(p_load_id);
  delete from core.sales_days d where d.load_id = p_load_id;
  return v_again;
end;
$$;
comment on function core.sales_withdraw(bigint, bigint) is 'Takes a sales load out of raw and core. Returns the loads that speak for its days again, to be applied in this order; p_before_id is the one that it displaced. MD203 when one of them is no longer kept whole. Internal.';
