-- Rows that are about to leave raw may have hidden an invoice on another day (core.sales_moved): what they held is noted
-- before they go. Made anew each time, so that a table of that name which somebody else made cannot stand in for ours.
create or replace function core.sales_touch(p_load_id bigint)
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  drop table if exists pg_temp.sales_touched;
  create temp table sales_touched (nomor_invoice text, tanggal date) on commit drop;
  if p_load_id is not null then
    insert into pg_temp.sales_touched (nomor_invoice, tanggal)
    select distinct a.nomor_invoice, a.tanggal
      from raw.load_history h
      join raw.accurate_sales a on a.entity = h.entity and a.load_id = h.load_id
     where h.load_id = p_load_id;
  end if;
end;
$$;
comment on function core.sales_touch(bigint) is 'Notes in pg_temp.sales_touched the invoices of a load whose rows are about to leave raw; NULL: none. Called before core.sales_refresh, in its transaction. Internal.';
