create view mart.sheet_monitor
with (security_invoker = true)
as
  select m.part, m.name, m.entity, m.day, m.row_count, m.drift, m.state, m.remark,
         'mandor' as last_updated_by, to_char(util.now() at time zone 'Asia/Jakarta', 'YYYY-MM-DD HH24:MI') as last_updated_at
    from (
      select 1 as place, 'Sumber' as part, l.source || ' ' || l.kind as name, l.entity, l.business_date as day, l.rows_loaded as row_count,
             l.rows_loaded - l.previous_rows as drift, l.status as state, l.error_message as remark
        from (
          select h.*, lag(h.rows_loaded) over (partition by h.source, h.kind, h.entity order by h.business_date, h.load_id) as previous_rows,
                 row_number() over (partition by h.source, h.kind, h.entity order by h.business_date desc, h.load_id desc) as newest
            from raw.load_history h
           where h.data_type = 'api' and h.status <> 'superseded' and h.business_date > (select v.business_date - 30 from mart.v_sheet_revision v)
        ) l
       where l.newest = 1
      union all
      select 2, 'Laporan', r.title, null, r.business_date, r.revision_no, null, r.status,
             (select string_agg(format('%s: %s', a.role, p.name), ', ' order by a.id)
                from ops.approvals a join ops.people p on p.id = a.person_id
               where a.work_item_id = r.id and a.revision_no = r.revision_no and a.decided_at is not null)
        from (select distinct on (w.definition_key) w.* from ops.work_items w order by w.definition_key, w.business_date desc, w.id desc) r
      union all
      select 3, 'Cek Sheet', s.title, null, util.local_date(c.checked_at), c.difference_count, null, c.outcome, coalesce(c.reason, x.cells)
        from ops.sheets s
        join lateral (select k.* from ops.sheet_checks k where k.sheet_key = s.key order by k.id desc limit 1) c on true
        left join lateral (
          select string_agg(format('%s %s', d.value ->> 'tab', d.value ->> 'cell'), ', ' order by d.ordinality) as cells
            from jsonb_array_elements(c.differences) with ordinality d where d.ordinality <= 10) x on true
    ) m
   order by m.place, m.name, m.entity;
comment on view mart.sheet_monitor is 'Tab Monitor: the newest load of each source and entity, the newest report of each kind, and the newest check of each Sheet.';
comment on column mart.sheet_monitor.part is 'Bagian';
comment on column mart.sheet_monitor.name is 'Nama';
comment on column mart.sheet_monitor.entity is 'Entitas';
comment on column mart.sheet_monitor.day is 'Tanggal';
comment on column mart.sheet_monitor.row_count is 'Baris / revisi / beda';
comment on column mart.sheet_monitor.drift is 'Selisih dari sebelumnya';
comment on column mart.sheet_monitor.state is 'Status';
comment on column mart.sheet_monitor.remark is 'Keterangan';
comment on column mart.sheet_monitor.last_updated_by is 'Diperbarui oleh';
comment on column mart.sheet_monitor.last_updated_at is 'Diperbarui pada (WIB)';
