create view ops.v_metric_table_bloat with (security_invoker) as
select s.schemaname || '.' || s.relname as subject, round(100.0 * s.n_dead_tup / (s.n_live_tup + s.n_dead_tup)) as value,
       format('Tabel %s.%s: %s%% baris mati', s.schemaname, s.relname, round(100.0 * s.n_dead_tup / (s.n_live_tup + s.n_dead_tup))) as title,
       format(E'%s baris mati, %s hidup; autovacuum terakhir: %s.\nAda transaksi lama? select * from ops.v_metric_old_transactions', s.n_dead_tup, s.n_live_tup,
         coalesce(to_char(s.last_autovacuum at time zone 'UTC', 'YYYY-MM-DD HH24:MI UTC'), 'belum pernah')) as body
  from pg_stat_user_tables s
 where s.n_dead_tup > 50000;
comment on view ops.v_metric_table_bloat is 'Metric of a rule: share of dead rows, in percent, of tables with more than 50,000 of them.';
