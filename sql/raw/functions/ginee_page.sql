-- Orders and cursor are one commit. The newest state of an order wins, in whatever order pages arrive; the same page twice
-- changes nothing.
create or replace function raw.ginee_page(
  p_run_token uuid,
  p_shop_id text,
  p_window_from timestamptz,
  p_window_to timestamptz,
  p_cursor jsonb,
  p_orders jsonb
)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_now timestamptz := util.now();
  v_changed text[];
begin
  perform from ops.occurrences o where o.run_token = p_run_token for update;
  if not found then
    return 'not_mine';
  end if;
  update raw.sync_cursors c
     set orders_in_window = case when (c.window_from, c.window_to, c.run_token) is not distinct from (p_window_from, p_window_to, p_run_token)
                                 then c.orders_in_window else 0 end + jsonb_array_length(p_orders),
         window_from = p_window_from, window_to = p_window_to, cursor = p_cursor, run_token = p_run_token, updated_at = v_now
   where c.source = 'ginee' and c.shop_id = p_shop_id;
  if not found then
    raise exception 'shop % is not known', p_shop_id using errcode = 'MD401', detail = jsonb_build_object('caller', v_caller)::text;
  end if;

  with given as (
    select distinct on (g.order_id) g.*
      from jsonb_to_recordset(p_orders) as g (
             order_id text, shop_id text, channel text, order_type text, order_status text, external_order_id text, external_order_sn text,
             external_order_status text, total_amount numeric, sub_total_amount numeric, currency text, payment_method text, is_cod boolean,
             cancel_reason text, ordered_at timestamptz, paid_at timestamptz, last_update_at timestamptz)
     order by g.order_id, g.last_update_at desc
  ), written as (
    insert into raw.ginee_orders as o (order_id, shop_id, channel, order_type, order_status, external_order_id, external_order_sn, external_order_status, total_amount, sub_total_amount, currency, payment_method, is_cod, cancel_reason, ordered_at, paid_at, last_update_at, first_seen_at, loaded_at)
    select g.order_id, g.shop_id, g.channel, g.order_type, g.order_status, g.external_order_id, g.external_order_sn, g.external_order_status, g.total_amount, g.sub_total_amount, g.currency, g.payment_method, g.is_cod, g.cancel_reason, g.ordered_at, g.paid_at, g.last_update_at, v_now, v_now
      from given g
     order by g.order_id
    on conflict (order_id) do update
       set shop_id = excluded.shop_id, channel = excluded.channel, order_type = excluded.order_type, order_status = excluded.order_status, external_order_id = excluded.external_order_id, external_order_sn = excluded.external_order_sn, external_order_status = excluded.external_order_status, total_amount = excluded.total_amount, sub_total_amount = excluded.sub_total_amount, currency = excluded.currency, payment_method = excluded.payment_method, is_cod = excluded.is_cod, cancel_reason = excluded.cancel_reason, ordered_at = excluded.ordered_at, paid_at = excluded.paid_at, last_update_at = excluded.last_update_at, loaded_at = v_now
     where o.last_update_at <= excluded.last_update_at
       and (o.shop_id, o.channel, o.order_type, o.order_status, o.external_order_id, o.external_order_sn, o.external_order_status, o.total_amount, o.sub_total_amount, o.currency, o.payment_method, o.is_cod, o.cancel_reason, o.ordered_at, o.paid_at, o.last_update_at)
         is distinct from (excluded.shop_id, excluded.channel, excluded.order_type, excluded.order_status, excluded.external_order_id, excluded.external_order_sn, excluded.external_order_status, excluded.total_amount, excluded.sub_total_amount, excluded.currency, excluded.payment_method, excluded.is_cod, excluded.cancel_reason, excluded.ordered_at, excluded.paid_at, excluded.last_update_at)
    returning o.order_id
  )
  select array_agg(x.order_id order by x.order_id) into v_changed from written x;

  delete from raw.ginee_order_lines l where l.order_id = any (v_changed);
  insert into raw.ginee_order_lines (order_id, line_no, master_sku, sku, product_name, variation_name, quantity)
  select g.order_id, n.line_no, i.master_sku, i.sku, i.product_name, i.variation_name, i.quantity
    from (select distinct on (x ->> 'order_id') x ->> 'order_id' as order_id, x -> 'items' as items
            from jsonb_array_elements(p_orders) x
           where x ->> 'order_id' = any (v_changed)
           order by x ->> 'order_id', (x ->> 'last_update_at')::timestamptz desc) g
   cross join lateral jsonb_array_elements(g.items) with ordinality as n (item, line_no)
   cross join lateral jsonb_to_record(n.item) as i (master_sku text, sku text, product_name text, variation_name text, quantity numeric);
  return 'ok';
end;
$$;
comment on function raw.ginee_page(uuid, text, timestamptz, timestamptz, jsonb, jsonb) is 'Takes one page of orders of a shop''s window: upserts them with their lines and notes the cursor. ok | not_mine (stop). MD401: the shop is not known.';
