create view ops.v_decision_attempts with (security_invoker) as
select d.id, d.work_item_id, d.approval_id, d.kind, d.decision, d.outcome, d.person_id, d.channel, d.notes, d.evidence, d.at, d.database_role, false as is_archived
  from ops.decision_attempts d
union all
select a.row_id, (a.data ->> 'work_item_id')::bigint, (a.data ->> 'approval_id')::bigint, a.data ->> 'kind', a.data ->> 'decision', a.data ->> 'outcome',
       (a.data ->> 'person_id')::bigint, a.data ->> 'channel', a.data ->> 'notes', nullif(a.data -> 'evidence', 'null'), a.at, (a.data ->> 'database_role')::name, true
  from ops.archive a
 where a.table_name = 'ops.decision_attempts';
comment on view ops.v_decision_attempts is 'Each attempt to decide about a work item, online or archived.';
