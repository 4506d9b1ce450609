-- Column by column: so a search for one item uses the index of the archive.
create view ops.v_work_item_history with (security_invoker) as
select h.id, h.work_item_id, h.from_status, h.to_status, h.event, h.actor_kind, h.actor, h.reason, h.revision_no, h.at, h.database_role, false as is_archived
  from ops.work_item_history h
union all
select a.row_id, (a.data ->> 'work_item_id')::bigint, a.data ->> 'from_status', a.data ->> 'to_status', a.data ->> 'event', a.data ->> 'actor_kind',
       a.data ->> 'actor', a.data ->> 'reason', (a.data ->> 'revision_no')::integer, a.at, (a.data ->> 'database_role')::name, true
  from ops.archive a
 where a.table_name = 'ops.work_item_history';
comment on view ops.v_work_item_history is 'Each change of state of a work item, online or archived.';
