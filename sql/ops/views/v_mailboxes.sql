create view ops.v_mailboxes with (security_invoker) as
select m.key, m.title, case when m.is_enabled then m.status else 'disabled' end as status,
       m.checked_at at time zone 'Asia/Jakarta' as checked_wib,
       (select util.now()) - m.checked_at as checked_ago,
       m.due_since at time zone 'Asia/Jakarta' as due_since_wib, m.failures, m.last_error,
       m.message_count, m.resynced_at at time zone 'Asia/Jakarta' as resynced_wib, m.resync_reason,
       m.run_token is not null as is_reading
  from ops.mailboxes m;
comment on view ops.v_mailboxes is 'Mailboxes in which people answer: whether they are read, when last, and what is wrong.';
