-- An invoice whose date was changed stands in raw on two days, under two loads. The newest accepted load that holds it
-- speaks for it; on a day for which that load does not speak, or that it does not name, the invoice does not count:
-- moved into the window, it leaves its old day; moved out of it (or deleted after a move), it is gone until a wider pull
-- finds it. Within a load that took over days of the one it supersedes, the later pull (load_batch_id) counts as the
-- newer. Only invoices with more than one day can be in doubt: of one day, the load that speaks for the day is the
-- newest that can hold it.
create or replace function core.sales_moved(p_entity text, p_load_id bigint)
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
begin
  -- The first load of an entity may be a million lines long, and nothing can have moved.
  if not exists (select from pg_temp.sales_touched)
     and (select count(*) from raw.load_history h where h.kind = 'sales' and h.entity = p_entity and h.status = 'accepted') < 2 then
    return;
  end if;

  with held as (
    select distinct a.nomor_invoice, a.tanggal
      from pg_temp.sales_scope s
      join raw.accurate_sales a on a.entity = p_entity and a.snapshot_date = s.snapshot_date and a.tanggal = s.tanggal and a.load_id = s.load_id
    union
    select a.nomor_invoice, a.tanggal from raw.accurate_sales a where a.entity = p_entity and a.load_id = p_load_id
    union
    select t.nomor_invoice, t.tanggal from pg_temp.sales_touched t
  ), doubtful as (
    select distinct x.nomor_invoice
      from held x
     where exists (
       select from raw.accurate_sales o
        where o.entity = p_entity and o.nomor_invoice = x.nomor_invoice and o.tanggal <> x.tanggal)
  )
  insert into pg_temp.sales_spoken (nomor_invoice, load_id, load_batch_id)
  select distinct on (d.nomor_invoice) d.nomor_invoice, h.load_id, o.load_batch_id
    from doubtful d
    join raw.accurate_sales o on o.entity = p_entity and o.nomor_invoice = d.nomor_invoice
    join raw.load_history h on h.load_id = o.load_id and h.status = 'accepted'
   order by d.nomor_invoice, h.snapshot_date desc, h.load_id desc, o.id desc;
  analyze pg_temp.sales_spoken;
end;
$$;
comment on function core.sales_moved(text, bigint) is 'Fills pg_temp.sales_spoken: of the invoices that stand on more than one day, the load that speaks for each. Internal.';
