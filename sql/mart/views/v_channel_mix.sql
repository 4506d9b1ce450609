create or replace view mart.v_channel_mix
with (security_invoker = true)
as
  select m.grain, m.period_on, m.channel, m.is_in_mix, m.orders, m.pairs_qty, m.total_amount, m.share_pct
    from (select date_trunc('month', x.today::timestamp - interval '1 month')::date as from_on, x.today
            from (select util.local_date(util.now()) as today) x) d
   cross join lateral mart.channel_mix(d.from_on, d.today) m;
comment on view mart.v_channel_mix is 'Sales by channel (Toko, Shopee, Tokopedia, Lazada, TikTok) of this month and the one before, per day and per month: orders, pairs, amount, share. Definition and other ranges: mart.channel_mix(from, to).';
