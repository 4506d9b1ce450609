create view ops.v_metric_mailboxes with (security_invoker) as
select m.key as subject, extract(epoch from (select util.now()) - coalesce(m.checked_at, m.due_since)) / 60 as value,
       format('Balasan di %s tidak dibaca', m.title) as title,
       format(E'Terakhir dibaca %s WIB, %s kali gagal. %s\nBalasan email menunggu di kotak masuk dan dibaca berurutan begitu tersambung lagi.',
         coalesce(to_char(m.checked_at at time zone 'Asia/Jakarta', 'YYYY-MM-DD HH24:MI'), 'belum pernah'), m.failures,
         coalesce(m.last_error, 'Pembacaan belum selesai.')) as body
  from ops.mailboxes m
 -- One look that is owed for a moment, as after a night in which no worker ran, is no news yet.
 where m.is_enabled and m.status <> 'off' and m.due_since < (select util.now()) - interval '5 minutes';
comment on view ops.v_metric_mailboxes is 'Metric of two rules: mailboxes that are configured and cannot be read; minutes since the last look that ended well.';
