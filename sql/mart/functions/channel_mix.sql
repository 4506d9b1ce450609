-- A marketplace order is also invoiced in the ERP, from a warehouse and not from a shop. So the shops are the ERP's sales that
-- belong to a shop, the marketplaces are Ginee's orders, and the ERP's sales without a shop stand beside them for comparison
-- only: counted once, whichever way one looks.
create or replace function mart.channel_mix(p_from date, p_to date)
returns table (grain text, period_on date, channel text, is_in_mix boolean, orders bigint, pairs_qty numeric, total_amount numeric, share_pct numeric)
language sql stable
as $$
  with days as (
    select f.tanggal, case when f.store_id = 0 then 'ERP tanpa toko' else 'Toko' end as channel, f.store_id <> 0 as is_in_mix,
           count(distinct (f.entity, f.nomor_invoice)) filter (where f.pairs_qty > 0) as orders, sum(f.pairs_qty) as pairs_qty, sum(f.total_amount) as total_amount
      from (values ('DDD'), ('MBB'), ('UBB')) e (entity)
      join core.fact_sales f on f.entity = e.entity and f.tanggal between p_from and p_to
     group by 1, 2, 3
    union all
    select util.local_date(o.ordered_at), case split_part(o.channel, '_', 1)
             when 'SHOPEE' then 'Shopee' when 'TOKOPEDIA' then 'Tokopedia' when 'LAZADA' then 'Lazada' when 'TIKTOK' then 'TikTok'
             else initcap(split_part(o.channel, '_', 1)) end, true,
           count(*), coalesce(sum(l.pairs_qty), 0), sum(o.total_amount)
      from raw.ginee_orders o
      left join lateral (select sum(x.quantity) as pairs_qty from raw.ginee_order_lines x where x.order_id = o.order_id) l on true
     where o.order_status in ('PAID', 'READY_TO_SHIP', 'SHIPPING', 'DELIVERED')
       and o.ordered_at >= p_from::timestamp at time zone 'Asia/Jakarta' and o.ordered_at < (p_to + 1)::timestamp at time zone 'Asia/Jakarta'
     group by 1, 2, 3
  ), periods as (
    select g.grain, case g.grain when 'day' then d.tanggal else date_trunc('month', d.tanggal::timestamp)::date end as period_on,
           d.channel, d.is_in_mix, sum(d.orders)::bigint as orders, sum(d.pairs_qty) as pairs_qty, sum(d.total_amount) as total_amount
      from days d
     cross join (values ('day'), ('month')) g (grain)
     group by 1, 2, 3, 4
  )
  select p.grain, p.period_on, p.channel, p.is_in_mix, p.orders, p.pairs_qty, p.total_amount,
         case when p.is_in_mix
              then round(p.total_amount * 100 / nullif(sum(p.total_amount) filter (where p.is_in_mix) over (partition by p.grain, p.period_on), 0), 2) end
    from periods p
   order by p.grain, p.period_on, p.is_in_mix desc, p.total_amount desc, p.channel collate "C"
$$;
comment on function mart.channel_mix(date, date) is 'Sales by channel, per day and per month, in the days p_from to p_to. Toko: ERP sales of shops, returns negative. Marketplaces: Ginee orders that are paid or on their way, by the day of ordering in WIB; cancelled, returned and unpaid ones are left out. ERP tanpa toko: what the ERP sold from no shop, where the marketplaces'' orders are invoiced; not part of the mix, so that nothing counts twice. share_pct: of the amount of the channels in the mix.';
