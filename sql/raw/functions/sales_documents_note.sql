-- Follows raw.sales_swap: what of the superseded load stays in the new one's name keeps its documents too.
create or replace function raw.sales_documents_note(p_load_id bigint, p_old_load_id bigint)
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  v_load raw.load_history;
begin
  select h.* into v_load from raw.load_history h where h.load_id = p_load_id;
  update raw.sales_documents d
     set line_count = r.line_count, pairs_qty = r.pairs_qty, total_amount = r.total_amount
    from (
      select x.kind, x.source_id, count(a.id) as line_count, coalesce(sum(a.kuantitas), 0) as pairs_qty, coalesce(sum(a.total_harga), 0) as total_amount
        from raw.sales_documents x
        left join raw.accurate_sales a
          on a.entity = v_load.entity and a.snapshot_date = v_load.snapshot_date and a.tanggal = x.tanggal and a.nomor_invoice = x.nomor_invoice
       where x.load_id = p_load_id
       group by x.kind, x.source_id
    ) r
   where d.load_id = p_load_id and d.kind = r.kind and d.source_id = r.source_id
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
