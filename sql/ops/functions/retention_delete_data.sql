-- As ops.retention_delete_work.
create or replace function ops.retention_delete_data(p_key text, p_before timestamptz, p_limit integer)
returns integer
language plpgsql volatile
as $$
declare
  v_count integer;
  v_day date := util.local_date(p_before);
begin
  case p_key
    when 'portal.reference_loads' then
      delete from portal.reference_loads l
       where l.id in (
         select x.id from portal.reference_loads x
          where x.loaded_at < p_before
            and exists (select from portal.reference_loads n
                         where n.table_name = x.table_name and n.sheet_key is not distinct from x.sheet_key and n.outcome = x.outcome and n.id > x.id)
          order by x.id limit p_limit);
    when 'raw.accurate_stock' then
      delete from raw.accurate_stock a
       using (
         select r.entity, r.id from raw.accurate_stock r
           join (
             -- A snapshot without a day of stock is no month end, and what core does not know is nobody's newest.
             select d.entity, d.snapshot_date,
                    row_number() over (partition by d.entity, date_trunc('month', d.snapshot_date::timestamp) order by d.snapshot_date desc) as n
               from core.stock_days d
           ) m on m.entity = r.entity and m.snapshot_date = r.snapshot_date and m.n > 1
          where r.snapshot_date < v_day
          limit p_limit
       ) x
       where a.entity = x.entity and a.id = x.id;
    when 'raw.accurate_sales' then
      delete from raw.accurate_sales a
       using (
         select r.entity, r.id from raw.accurate_sales r
           join core.sales_days d on d.entity = r.entity and d.tanggal = r.tanggal and d.load_id <> r.load_id and d.snapshot_date > r.snapshot_date
          where r.snapshot_date < v_day
            -- The newest word on an invoice that an older load still names on another day: without it, that day would count again.
            and not (
              exists (select from raw.accurate_sales o
                        join core.sales_days w on w.entity = o.entity and w.tanggal = o.tanggal and w.load_id = o.load_id
                       where o.entity = r.entity and o.nomor_invoice = r.nomor_invoice and o.tanggal <> r.tanggal and o.snapshot_date <= r.snapshot_date)
              and not exists (select from raw.accurate_sales n
                               where n.entity = r.entity and n.nomor_invoice = r.nomor_invoice and n.snapshot_date > r.snapshot_date))
          limit p_limit
       ) x
       where a.entity = x.entity and a.id = x.id;
    when 'raw.iseller_sales' then
      delete from raw.iseller_sales i
       where i.id in (select x.id from raw.iseller_sales x where not x.is_current and x.loaded_at < p_before order by x.id limit p_limit);
    when 'raw.sales_documents' then
      delete from raw.sales_documents d
       using (
         select x.load_id, x.kind, x.source_id from raw.sales_documents x
           join raw.load_history h on h.load_id = x.load_id and h.status not in ('pulling', 'staged', 'quarantined')
          where h.snapshot_date < v_day
          limit p_limit
       ) x
       where d.load_id = x.load_id and d.kind = x.kind and d.source_id = x.source_id;
    when 'raw.superseded_stock' then
      delete from raw.superseded_stock k
       using (
         select r.load_id, r.id from raw.superseded_stock r join raw.load_history h on h.load_id = r.load_id
          where h.finished_at < p_before limit p_limit
       ) x
       where k.load_id = x.load_id and k.id = x.id;
    when 'raw.superseded_sales' then
      delete from raw.superseded_sales k
       using (
         select r.load_id, r.id from raw.superseded_sales r join raw.load_history h on h.load_id = r.load_id
          where h.finished_at < p_before limit p_limit
       ) x
       where k.load_id = x.load_id and k.id = x.id;
    else
      raise exception 'nothing says how % is deleted from', p_key using errcode = 'MD401';
  end case;
  get diagnostics v_count = row_count;
  return v_count;
end;
$$;
comment on function ops.retention_delete_data(text, timestamptz, integer) is 'Deletes one batch of what a retention rule about loaded data lets go: raw rows and records of loads. How many rows. MD401 for a rule that has no statement here. Internal.';
