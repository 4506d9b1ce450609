create or replace view mart.v_finding_loads
with (security_invoker = true)
as
  select format('%s:%s:%s', h.kind, h.entity, c ->> 'check') as subject,
         format('Data %s %s tanggal %s: %s', case h.kind when 'stock' then 'stok' when 'sales' then 'penjualan' else h.kind end, h.entity,
           mart.date_text(h.business_date), c ->> 'message') as title,
         format('Pemeriksaan %s: terukur %s, batas %s. Load %s %s.', c ->> 'check', coalesce(c ->> 'measured', '–'), coalesce(c ->> 'threshold', '–'), h.load_id,
           case h.status when 'quarantined' then 'ditahan' else 'diterima' end) as detail,
         case when c ->> 'severity' = 'block' and h.status = 'quarantined' then 'critical' else 'warning' end as severity
    from (
      -- The newest load of each source speaks: a clean one tomorrow resolves what was found today.
      select distinct on (l.source, l.kind, l.entity) l.load_id, l.kind, l.entity, l.business_date, l.status, l.validation
        from raw.load_history l
       where l.status in ('accepted', 'quarantined')
       order by l.source, l.kind, l.entity, l.business_date desc, l.load_id desc
    ) h
   cross join jsonb_array_elements(h.validation) c
   where c ->> 'severity' in ('warn', 'block') and not (c ->> 'passed')::boolean;
comment on view mart.v_finding_loads is 'Finding: checks that the newest load of each source and entity did not pass (warn, or block when it is held back).';
