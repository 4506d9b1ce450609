-- A file that others can see being loaded holds a session lock (src/db/load/raw.ts). Without it, nobody is at work.
create view ops.v_metric_loads_broken with (security_invoker) as
select h.load_id::text as subject, 1::numeric as value,
       format('Pemuatan berkas %s %s tanggal %s terputus', h.kind, h.entity, h.business_date) as title,
       format(E'%s dari %s baris sudah masuk antrean, belum ada yang dihitung.\nSelanjutnya: muat berkasnya sekali lagi dari awal (mandor load).',
         h.rows_staged, coalesce(h.progress_total::text, '?')) as body
  from raw.load_history h
 where h.data_type = 'csv' and h.status in ('pulling', 'staged')
   and not exists (
     select from pg_locks l
      where l.locktype = 'advisory' and l.objsubid = 1 and l.granted
        and l.database = (select d.oid from pg_database d where d.datname = current_database())
        and (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended(format('raw.load.file:%s:%s', h.kind, h.entity), 0));
comment on view ops.v_metric_loads_broken is 'Metric of a rule: files whose loading was broken off and not begun again.';
