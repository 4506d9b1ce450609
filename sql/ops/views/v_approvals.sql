-- Without the token, which is nobody's to read.
create view ops.v_approvals with (security_invoker) as
select p.id, p.work_item_id, p.revision_no, p.figures_hash, p.person_id, p.role, p.status, p.outbox_id, p.requested_at, p.decided_at, p.closed_at,
       p.closed_why, p.channel, p.notes, p.evidence, false as is_archived
  from ops.approvals p
union all
select a.row_id, (a.data ->> 'work_item_id')::bigint, (a.data ->> 'revision_no')::integer, a.data ->> 'figures_hash', (a.data ->> 'person_id')::bigint,
       a.data ->> 'role', a.data ->> 'status', (a.data ->> 'outbox_id')::bigint, a.at, (a.data ->> 'decided_at')::timestamptz,
       (a.data ->> 'closed_at')::timestamptz, a.data ->> 'closed_why', a.data ->> 'channel', a.data ->> 'notes', nullif(a.data -> 'evidence', 'null'), true
  from ops.archive a
 where a.table_name = 'ops.approvals';
comment on view ops.v_approvals is 'Who was asked to sign which frozen figures and what they answered, online or archived.';
