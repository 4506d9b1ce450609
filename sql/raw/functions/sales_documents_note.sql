-- Follows raw.sales_swap: what of the superseded load stays in the new one's name keeps its documents too.
create or replace function raw.sales_documents_note(p_load_id bigint, p_old_load_id bigint)
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
set enable_nestloop = off -- of rows this young the planner knows nothing, and takes a day of them for one
as $$
declare
  v_load raw.load_history;
begin
  select h.* into v_load from raw.load_history h where h.load_id = p_load_id;
  update raw.sales_documents d
     set line_count = coalesce(r.line_count, 0), pairs_qty = coalesce(r.pairs_qty, 0), total_amount = coalesce(r.total_amount, 0)
    from raw.sales_documents x
    left join (
      select a.tanggal, a.nomor_invoice, count(*) as line_count, sum(a.kuantitas) as pairs_qty, sum(a.total_harga) as total_amount
        from raw.accurate_sales a
       where a.entity = v_load.entity and a.snapshot_date = v_load.snapshot_date and a.tanggal between v_load.covers_from and v_load.covers_to
       group by 1, 2
    ) r on r.tanggal = x.tanggal and r.nomor_invoice = x.nomor_invoice
   where x.load_id = p_load_id and d.load_id = p_load_id and d.kind = x.kind and d.source_id = x.source_id
     -- Rows do not know their document, only its number.
     and d.nomor_invoice not in (
       select o.nomor_invoice from raw.sales_documents o where o.load_id = p_load_id group by 1 having count(*) > 1);

  if p_old_load_id is not null then
    update raw.sales_documents d set load_id = p_load_id
     where d.load_id = p_old_load_id and d.tanggal not between v_load.covers_from and v_load.covers_to
       and not exists (select from raw.sales_documents n where n.load_id = p_load_id and n.kind = d.kind and n.source_id = d.source_id);
    delete from raw.sales_documents d where d.load_id = p_old_load_id;
  end if;
end;
$$;
comment on function raw.sales_documents_note(bigint, bigint) is 'Notes what each document of an accepted sales load came to, for the next pull to copy by, and takes over the documents of days that it does not cover. Internal.';
