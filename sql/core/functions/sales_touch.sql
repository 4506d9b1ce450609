-- Rows that are about to leave raw may have hidden an invoice on another day (core.sales_moved): what they held is noted
-- before they go; likewise rows that came back to raw from elsewhere. Made anew each time, so that a table of that name which somebody else made cannot stand in for ours.
create or replace function core.sales_touch(p_load_id bigint, p_is_more boolean default false)
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  if not p_is_more then
    drop table if exists pg_temp.sales_touched;
    create temp table sales_touched (nomor_invoice text, tanggal date) on commit drop;
  end if;
  if p_load_id is not null then
    insert into pg_temp.sales_touched (nomor_invoice, tanggal)
    select distinct a.nomor_invoice, a.tanggal
      from raw.load_history h
      join raw.accurate_sales a on a.entity = h.entity and a.load_id = h.load_id
     where h.load_id = p_load_id;
  end if;
end;
$$;
comment on function core.sales_touch(bigint, boolean) is 'Notes in pg_temp.sales_touched the invoices of a load whose rows are about to leave raw, or came back to it; NULL: none; p_is_more: besides those of the call before. Called before core.sales_refresh, in its transaction. Internal.';
