create view ops.v_metric_approvals_overdue with (security_invoker) as
select v.approval_id::text as subject, extract(epoch from v.waiting_for) / 3600 as value,
       format('%s %s menunggu %s', v.title, v.business_date, v.person) as title,
       format(E'Diminta %s WIB. Selanjutnya: %s, %s WIB.\nLihat: mandor explain work_item %s', to_char(v.requested_wib, 'YYYY-MM-DD HH24:MI'),
         coalesce(v.next_action || ' ' || v.next_whom, 'atasan'), coalesce(to_char(v.next_wib, 'YYYY-MM-DD HH24:MI'), '–'), v.work_item_id) as body
  from ops.v_pending_approvals v;
comment on view ops.v_metric_approvals_overdue is 'Metric of a rule: open approvals and for how many hours they have been open.';
