-- What stands in core is a function of the accepted loads alone, whatever the order in which they came: for a day, the
-- newest load that covers it speaks; for an invoice, the newest load that holds it. A line counts where both are the
-- same load. Here both are asked again for a range of days, the lines that follow are compared with those that stand
-- there, and the aggregates move by the differences alone: a second pull of the same day changes nothing.
create or replace function core.sales_refresh(p_entity text, p_from date, p_to date, p_load_id bigint default null)
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('core.sales', 0));

  -- Dropped first, so that a table of that name which somebody else made cannot stand in for ours.
  drop table if exists pg_temp.sales_scope, pg_temp.sales_spoken, pg_temp.sales_new, pg_temp.sales_old, pg_temp.sales_diff;
  create temp table sales_scope (tanggal date primary key, load_id bigint, snapshot_date date) on commit drop;
  create temp table sales_spoken (nomor_invoice text primary key, load_id bigint not null, load_batch_id uuid not null) on commit drop;
  create temp table sales_new (
    tanggal date, nomor_invoice text, kode_barang text, warehouse_id integer, store_id integer, nama_departemen text,
    pairs_qty numeric, total_amount numeric) on commit drop;
  create temp table sales_old (like pg_temp.sales_new) on commit drop;
  create temp table sales_diff (
    tanggal date, kode_barang text, store_id integer, pairs_qty numeric, total_amount numeric, line_count integer, positive_count integer) on commit drop;

  perform core.sales_days_sync(p_entity, p_from, p_to);
  insert into pg_temp.sales_scope (tanggal, load_id, snapshot_date)
  select g.day::date, w.load_id, w.snapshot_date
    from generate_series(p_from::timestamp, p_to::timestamp, interval '1 day') as g (day)
    left join core.sales_days w on w.entity = p_entity and w.tanggal = g.day::date
   -- Of a load that came late, the days on which a newer one speaks stay as they are.
   where p_load_id is null or w.load_id = p_load_id;
  analyze pg_temp.sales_scope;

  perform core.sales_moved(p_entity, p_load_id);
  perform core.sales_lines(p_entity);
  perform core.sales_compare(p_entity);
  perform core.sales_shift();
  drop table pg_temp.sales_touched;
end;
$$;
comment on function core.sales_refresh(text, date, date, bigint) is 'Works the sales of an entity out again for a range of days (with p_load_id: those of them for which this load speaks), and of invoices that moved into or out of it. core.sales_touch was called before. Internal.';
