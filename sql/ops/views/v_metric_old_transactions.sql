create view ops.v_metric_old_transactions with (security_invoker) as
select x.subject, round(x.minutes) as value, format('Transaksi lama: %s menit', round(x.minutes)) as title, x.body
  from (
    select 'pid:' || a.pid as subject, extract(epoch from clock_timestamp() - a.xact_start) / 60 as minutes,
           format('%s (%s), pid %s, %s: baris mati tidak dapat dibersihkan sampai transaksi ini selesai. Hentikan: select pg_terminate_backend(%s)',
             a.usename, coalesce(nullif(a.application_name, ''), 'tanpa nama'), a.pid, a.state, a.pid) as body
      from pg_stat_activity a
     where a.datname = current_database() and a.pid <> pg_backend_pid() and a.backend_type = 'client backend'
       and a.xact_start is not null and (a.backend_xmin is not null or a.backend_xid is not null)
    union all
    -- PostgreSQL hides the times of other roles' sessions, but not their locks: the journal has waited since its oldest
    -- unsealed row, and who holds the oldest transaction number is in pg_locks.
    select 'journal', extract(epoch from clock_timestamp() - j.since) / 60,
           format('Jurnal menunggu sejak %s UTC. Transaksi tertua: pid %s (%s), basis data %s. Hentikan: select pg_terminate_backend(%s)',
             to_char(j.since at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), l.pid, a.usename, a.datname, l.pid)
      from (
        select min(y.at) as since from ops.journal y
         where y.id > coalesce((select b.last_id from ops.journal_blocks b order by b.id desc limit 1), 0)
      ) j
      join pg_locks l on l.locktype = 'transactionid' and l.granted and l.mode = 'ExclusiveLock'
       and l.transactionid = pg_snapshot_xmin(pg_current_snapshot())::xid and l.pid <> pg_backend_pid()
      join pg_stat_activity a on a.pid = l.pid
     where j.since is not null
    union all
    select 'prepared:' || p.gid, extract(epoch from clock_timestamp() - p.prepared) / 60, format('Prepared transaction %s dari %s.', p.gid, p.owner)
      from pg_prepared_xacts p where p.database = current_database()
  ) x;
comment on view ops.v_metric_old_transactions is 'Metric of a rule: open transactions and their age in minutes: those the reader may see, and the oldest one of all, by how long the journal has been waiting for it.';
