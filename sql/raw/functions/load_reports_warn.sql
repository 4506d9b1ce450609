-- A frozen report stays what it is; that it was made from data which a person has since refused must reach somebody.
create or replace function raw.load_reports_warn(p_load_id bigint)
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  v_load raw.load_history;
  v_item record;
begin
  select h.* into v_load from raw.load_history h where h.load_id = p_load_id;
  for v_item in
    select w.id, w.title, w.status
      from ops.work_items w
      join ops.job_definitions d on d.key = w.definition_key
     where w.business_date = v_load.business_date and w.revision_no > 0 and w.status <> 'cancelled'
       and d.needs && raw.load_definitions(v_load.kind, v_load.entity)
     order by w.id
  loop
    perform ops.alert_raise('warning', 'OPS', 'load',
      format('%s dibuat dari data yang kemudian ditolak', v_item.title),
      format(E'Load %s (%s %s tanggal %s) ditolak: %s\nSelanjutnya: tarik atau muat ulang data itu, lalu buat koreksi laporan %s (status %s).',
        p_load_id, v_load.kind, v_load.entity, v_load.business_date, v_load.note, v_item.id, v_item.status),
      format('load-rejected:%s:%s', p_load_id, v_item.id));
  end loop;
end;
$$;
comment on function raw.load_reports_warn(bigint) is 'Alerts for each report that was frozen from a load which a person took back. Internal.';
