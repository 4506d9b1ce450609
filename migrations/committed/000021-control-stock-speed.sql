--! Previous: sha1:827e256b18cbcb2e7435efedf23d10b3923df4a4
--! Hash: sha1:48ebbf6fd10305aba6796cbbbd67a4ce7a6caccb

-- Rollups that mart.control_stock reads instead of 92 days of every article: pairs sold per week, and in one number per month
-- the days on which an article had stock. Triggers of the daily aggregates keep them up, so no writer can forget them. And
-- the stock of a snapshot per article, a sixth of the rows that it has per code.

create table core.agg_sales_weekly (
  week date not null,
  kode_mix text not null,
  is_mapped boolean not null,
  pairs_qty numeric not null,
  line_count integer not null,
  constraint agg_sales_weekly_pkey primary key (week, kode_mix, is_mapped) include (pairs_qty),
  constraint agg_sales_weekly_week_check check (week = date_trunc('week', week::timestamp)::date),
  constraint agg_sales_weekly_line_count_check check (line_count > 0)
);
comment on table core.agg_sales_weekly is 'core.agg_sales_daily summed per week: a window of three months is 12 of these and at most 12 days.';
comment on column core.agg_sales_weekly.week is 'Monday of the week.';
comment on column core.agg_sales_weekly.kode_mix is 'Article.';
comment on column core.agg_sales_weekly.is_mapped is 'False: a code that nobody mapped.';
comment on column core.agg_sales_weekly.pairs_qty is 'Pairs, returns subtracted.';
comment on column core.agg_sales_weekly.line_count is 'Lines of fact_sales behind it.';

create table core.agg_stock_monthly (
  month date not null,
  kode_mix text not null,
  is_mapped boolean not null,
  filled_days integer not null,
  constraint agg_stock_monthly_pkey primary key (month, kode_mix, is_mapped),
  constraint agg_stock_monthly_month_check check (month = date_trunc('month', month::timestamp)::date),
  constraint agg_stock_monthly_filled_days_check check (filled_days >= 0)
) with (fillfactor = 70);
comment on table core.agg_stock_monthly is 'On which days of a month an article had stock, from core.agg_stock_daily.';
comment on column core.agg_stock_monthly.month is 'First day of the month.';
comment on column core.agg_stock_monthly.kode_mix is 'Article.';
comment on column core.agg_stock_monthly.is_mapped is 'False: a code that nobody mapped.';
comment on column core.agg_stock_monthly.filled_days is 'Bit n - 1 is set when the article held more than 0 pairs on day n. Which days count (all entities there) is decided when it is read.';

create table core.agg_stock_article (
  entity text not null,
  snapshot_date date not null,
  kode_mix text not null,
  is_mapped boolean not null,
  whs_pairs numeric not null,
  whs_loose_pairs numeric not null,
  whb_pairs numeric not null,
  whb_loose_pairs numeric not null,
  store_pairs numeric not null,
  store_loose_pairs numeric not null,
  constraint agg_stock_article_pkey primary key (entity, snapshot_date, kode_mix, is_mapped)
);
create index agg_stock_article_kode_mix_is_mapped_idx on core.agg_stock_article (kode_mix, is_mapped);
comment on table core.agg_stock_article is 'Stock per snapshot and article, by kind of warehouse: core.agg_stock_code summed. Only warehouses that count.';
comment on column core.agg_stock_article.entity is 'DDD, LJBB, MBB or UBB.';
comment on column core.agg_stock_article.snapshot_date is 'Day of the snapshot.';
comment on column core.agg_stock_article.kode_mix is 'Article.';
comment on column core.agg_stock_article.is_mapped is 'False: a code that nobody mapped.';
comment on column core.agg_stock_article.whs_pairs is 'Pairs on shop floors, loose ones included.';
comment on column core.agg_stock_article.whs_loose_pairs is 'Of these, pairs in warehouses marked loose.';
comment on column core.agg_stock_article.whb_pairs is 'Pairs in box warehouses, loose ones included.';
comment on column core.agg_stock_article.whb_loose_pairs is 'Of these, pairs in warehouses marked loose.';
comment on column core.agg_stock_article.store_pairs is 'Pairs in shops, loose ones included.';
comment on column core.agg_stock_article.store_loose_pairs is 'Of these, pairs in warehouses marked loose.';

-- In the order in which loads will write them: what is read together lies together.
insert into core.agg_sales_weekly (week, kode_mix, is_mapped, pairs_qty, line_count)
select date_trunc('week', a.tanggal::timestamp)::date, a.kode_mix, a.is_mapped, sum(a.pairs_qty), sum(a.line_count)
  from core.agg_sales_daily a
 group by 1, 2, 3
 order by 1, 2, 3;

insert into core.agg_stock_monthly (month, kode_mix, is_mapped, filled_days)
select date_trunc('month', a.snapshot_date::timestamp)::date, a.kode_mix, a.is_mapped,
       bit_or(1 << (extract(day from a.snapshot_date)::integer - 1))
  from core.agg_stock_daily a
 where a.total_pairs > 0
 group by 1, 2, 3
 order by 1, 2, 3;

insert into core.agg_stock_article (entity, snapshot_date, kode_mix, is_mapped, whs_pairs, whs_loose_pairs, whb_pairs, whb_loose_pairs, store_pairs, store_loose_pairs)
select s.entity, s.snapshot_date, d.kode_mix, d.is_mapped, sum(s.whs_pairs), sum(s.whs_loose_pairs), sum(s.whb_pairs), sum(s.whb_loose_pairs),
       sum(s.store_pairs), sum(s.store_loose_pairs)
  from core.agg_stock_code s
  join core.dim_product d on d.kode_barang = s.kode_barang
 group by 1, 2, 3, 4
 order by 1, 2, 3, 4;
