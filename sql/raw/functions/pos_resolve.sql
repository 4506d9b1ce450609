-- Called after the copy, and again before a quarantined load is accepted: by then somebody may have mapped its shops.
create or replace function raw.pos_resolve(p_load_id bigint, p_date date default null)
returns bigint
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_load raw.load_history;
  v_same bigint;
  v_clock text := util.setting('iseller.time_zone'); -- asked once: it would be a call per line
begin
  perform pg_advisory_xact_lock(hashtextextended('raw.load:pos:ALL', 0));
  select h.* into v_load from raw.load_history h
   where h.load_id = p_load_id and h.kind = 'pos' and h.status in ('pulling', 'staged', 'quarantined')
     for update;
  if not found then
    raise exception 'load % is no open load of till receipts', p_load_id
      using errcode = 'MD201', detail = jsonb_build_object('caller', v_caller)::text;
  end if;
  -- Autovacuum has not seen these rows yet.
  analyze raw.staging_pos;
  update raw.staging_pos s
     set tanggal = raw.pos_day(s.order_time, o.time_zone, v_clock)
         -- offset 0: a shop is looked up once for each outlet, not once for each pair of outlet and shop.
    from (select x.outlet_code, x.outlet_name, coalesce((select t.time_zone from portal.store t where t.store_code = x.store_code), 'Asia/Jakarta') as time_zone
            from (select d.outlet_code, d.outlet_name, raw.pos_store(d.outlet_code, d.outlet_name) as store_code
                    from (select distinct p.outlet_code, p.outlet_name from raw.staging_pos p where p.load_id = p_load_id) d
                  offset 0) x) o
   where s.load_id = p_load_id and s.outlet_name = o.outlet_name and s.outlet_code is not distinct from o.outlet_code;
  update raw.load_history h
     set covers_from = coalesce(d.day_from, h.covers_from), covers_to = coalesce(d.day_to, h.covers_to),
         snapshot_date = coalesce(p_date, d.day_to, h.snapshot_date), business_date = coalesce(p_date, d.day_to, h.business_date),
         content_digest = d.digest
    from (select min(s.tanggal) as day_from, max(s.tanggal) as day_to,
                 md5(string_agg(md5((s.*)::text), '' order by s.line_no)) as digest
            from (select x.line_no, x.tanggal, x.outlet_name, x.outlet_code, x.register_name, x.cashier_name, x.server_name, x.shift_name, x.order_reference, x.order_source_id, x.channel, x.channel_detail, x.order_time, x.closed_time, x.order_status, x.payment_status, x.fulfillment_status, x.customer_name, x.line_type, x.product_name, x.variant_name, x.sku, x.barcode, x.category, x.brand, x.quantity, x.unit, x.base_price, x.gross_amount, x.discount_amount, x.promotion_amount, x.service_amount, x.tax_amount, x.total_amount, x.order_discount_amount, x.rounding_amount, x.order_total_amount, x.payment_type, x.currency, x.voucher_code, x.note
                    from raw.staging_pos x where x.load_id = p_load_id) s) d
   where h.load_id = p_load_id
  returning h.* into v_load;
  if v_load.covers_to > util.local_date(util.now(), 'Asia/Jayapura') then
    raise exception 'the file has receipts of %, and that day has not come yet', v_load.covers_to
      using errcode = 'MD102', hint = 'Check the date format of the column (portal.csv_mappings).';
  end if;
  select h.load_id into v_same from raw.load_history h
   where h.kind = 'pos' and h.status = 'accepted' and h.content_digest = v_load.content_digest and h.snapshot_date = v_load.snapshot_date
     and h.load_id <> p_load_id
     -- Rows of it that something newer replaced make it no longer the same: then the file is loaded again.
     and not exists (select from raw.iseller_sales i where i.load_id = h.load_id and not i.is_current)
   order by h.load_id desc limit 1;
  return v_same;
end;
$$;
comment on function raw.pos_resolve(bigint, date) is 'Finds the day of each staged receipt at its shop, and from that what the load covers; p_date: its snapshot date when it is not the last of these days. Returns the accepted load that holds the very same rows, if there is one.';
