-- For each shop and day the newest export speaks as a whole: a receipt that is not in it any more was voided or moved.
-- What it does not name (another shop, another day of the export that it replaces) goes on in its name, as a copy, so that a
-- rejected load can be taken back without a trace.
create or replace function raw.pos_accept(p_load_id bigint)
returns bigint
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  v_load raw.load_history;
  v_old bigint;
  v_now timestamptz := util.now(); -- asked once: as the column's default it would be a call per line
  v_rows bigint;
begin
  perform raw.pos_resolve(p_load_id, h.snapshot_date) from raw.load_history h where h.load_id = p_load_id;
  select h.* into v_load from raw.load_history h where h.load_id = p_load_id;
  update raw.load_history h set status = 'superseded', superseded_by = p_load_id
   where h.kind = 'pos' and h.snapshot_date = v_load.snapshot_date and h.status = 'accepted'
  returning h.load_id into v_old;
  update raw.load_history h set status = 'accepted', finished_at = v_now where h.load_id = p_load_id;

  update raw.iseller_sales i set is_current = false
    from (select distinct lower(btrim(coalesce(s.outlet_code, s.outlet_name))) as outlet_key, s.tanggal
            from raw.staging_pos s where s.load_id = p_load_id) k
   where lower(btrim(coalesce(i.outlet_code, i.outlet_name))) = k.outlet_key and i.tanggal = k.tanggal and i.is_current;
  insert into raw.iseller_sales (line_no, tanggal, outlet_name, outlet_code, register_name, cashier_name, server_name, shift_name, order_reference, order_source_id, channel, channel_detail, order_time, closed_time, order_status, payment_status, fulfillment_status, customer_name, line_type, product_name, variant_name, sku, barcode, category, brand, quantity, unit, base_price, gross_amount, discount_amount, promotion_amount, service_amount, tax_amount, total_amount, order_discount_amount, rounding_amount, order_total_amount, payment_type, currency, voucher_code, note,
      snapshot_date, loaded_at, load_batch_id, load_id)
  select s.line_no, s.tanggal, s.outlet_name, s.outlet_code, s.register_name, s.cashier_name, s.server_name, s.shift_name, s.order_reference, s.order_source_id, s.channel, s.channel_detail, s.order_time, s.closed_time, s.order_status, s.payment_status, s.fulfillment_status, s.customer_name, s.line_type, s.product_name, s.variant_name, s.sku, s.barcode, s.category, s.brand, s.quantity, s.unit, s.base_price, s.gross_amount, s.discount_amount, s.promotion_amount, s.service_amount, s.tax_amount, s.total_amount, s.order_discount_amount, s.rounding_amount, s.order_total_amount, s.payment_type, s.currency, s.voucher_code, s.note,
         v_load.snapshot_date, v_now, v_load.batch_id, p_load_id
    from raw.staging_pos s
   where s.load_id = p_load_id;
  if v_old is not null then
    insert into raw.iseller_sales (line_no, tanggal, outlet_name, outlet_code, register_name, cashier_name, server_name, shift_name, order_reference, order_source_id, channel, channel_detail, order_time, closed_time, order_status, payment_status, fulfillment_status, customer_name, line_type, product_name, variant_name, sku, barcode, category, brand, quantity, unit, base_price, gross_amount, discount_amount, promotion_amount, service_amount, tax_amount, total_amount, order_discount_amount, rounding_amount, order_total_amount, payment_type, currency, voucher_code, note,
        snapshot_date, loaded_at, load_batch_id, load_id)
    select i.line_no, i.tanggal, i.outlet_name, i.outlet_code, i.register_name, i.cashier_name, i.server_name, i.shift_name, i.order_reference, i.order_source_id, i.channel, i.channel_detail, i.order_time, i.closed_time, i.order_status, i.payment_status, i.fulfillment_status, i.customer_name, i.line_type, i.product_name, i.variant_name, i.sku, i.barcode, i.category, i.brand, i.quantity, i.unit, i.base_price, i.gross_amount, i.discount_amount, i.promotion_amount, i.service_amount, i.tax_amount, i.total_amount, i.order_discount_amount, i.rounding_amount, i.order_total_amount, i.payment_type, i.currency, i.voucher_code, i.note,
           v_load.snapshot_date, v_now, v_load.batch_id, p_load_id
      from raw.iseller_sales i
     where i.load_id = v_old and i.is_current;
    update raw.iseller_sales i set is_current = false where i.load_id = v_old and i.is_current;
  end if;
  delete from raw.staging_pos s where s.load_id = p_load_id;
  delete from raw.load_cursors c where c.load_id = p_load_id;
  select count(*) into v_rows from raw.iseller_sales i where i.load_id = p_load_id;
  update raw.load_history h set rows_loaded = v_rows where h.load_id = p_load_id;
  return v_rows;
end;
$$;
comment on function raw.pos_accept(bigint) is 'Makes a checked load of till receipts the current one of its shops and days. Returns its rows. Internal; the caller holds the locks.';
