create view ops.v_metric_loads_blocked with (security_invoker) as
select h.load_id::text as subject, 1::numeric as value,
       format('Data %s %s tanggal %s ditahan', h.kind, h.entity, h.business_date) as title,
       coalesce((select string_agg(c ->> 'message', E'\n') from jsonb_array_elements(h.validation) c
                  where c ->> 'severity' = 'block' and not (c ->> 'passed')::boolean), '')
       || format(E'\nSelanjutnya: laporan hari itu menunggu. Lihat: mandor explain load %s; putuskan: mandor loads release|reject %s --note …', h.load_id, h.load_id) as body
  from raw.load_history h
 where h.status = 'quarantined';
comment on view ops.v_metric_loads_blocked is 'Metric of a rule: loads that a check holds back.';
