-- What spoke for a day before must still be kept as a whole, or taking the load back would leave a part of the day.
create or replace function core.sales_heirs_require(p_load_id bigint, p_before_id bigint)
returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_load raw.load_history;
  v_thin raw.load_history;
begin
  select h.* into v_load from raw.load_history h where h.load_id = p_load_id;
  select h.* into v_thin
    from (
      select distinct o.load_id
        from core.sales_days d
       cross join lateral (
         select x.load_id
           from raw.load_history x
          where x.kind = 'sales' and x.entity = v_load.entity and x.load_id <> p_load_id
            and (x.status = 'accepted' or x.load_id = p_before_id) and d.tanggal between x.covers_from and x.covers_to
          order by x.snapshot_date desc, x.load_id desc
          limit 1
       ) o
       where d.entity = v_load.entity and d.load_id = p_load_id
    ) heir
    join raw.load_history h on h.load_id = heir.load_id
   where h.load_id is distinct from p_before_id
     and h.rows_loaded <> (select count(*) from raw.accurate_sales a where a.entity = h.entity and a.load_id = h.load_id)
   order by h.load_id
   limit 1;
  if found then
    raise exception 'load % cannot be taken back: load %, which spoke for its days before, is no longer kept whole', p_load_id, v_thin.load_id
      using errcode = 'MD203', hint = 'Pull or load those days again: the new load takes the place of the wrong one.';
  end if;
end;
$$;
comment on function core.sales_heirs_require(bigint, bigint) is 'Raises MD203 when a load that would speak for days of this one after it is taken back is no longer kept whole. p_before_id: the load that it displaced, whose rows are kept aside. Internal.';
