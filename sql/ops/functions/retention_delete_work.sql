-- Static statements, one for each rule: what may go is code that is read, not text from a row.
create or replace function ops.retention_delete_work(p_key text, p_before timestamptz, p_limit integer)
returns integer
language plpgsql volatile
as $$
declare
  v_count integer;
begin
  case p_key
    when 'ops.events' then
      delete from ops.events e
       where e.id in (
         select x.id from ops.events x
          where x.status = 'completed' and x.processed_at < p_before
            and not exists (select from ops.events c where c.parent_id = x.id and c.status <> 'completed')
          order by x.processed_at limit p_limit for update skip locked);
    when 'ops.event_keys' then
      delete from ops.event_keys k
       where k.dedupe_key in (
         select x.dedupe_key from ops.event_keys x
          where x.created_at < p_before and not exists (select from ops.events e where e.id = x.event_id)
          order by x.created_at limit p_limit);
    when 'ops.data_findings' then
      delete from ops.data_findings f
       where f.id in (select x.id from ops.data_findings x where x.resolved_at < p_before order by x.resolved_at limit p_limit);
    when 'ops.workers' then
      delete from ops.workers w
       where w.incarnation in (
         select x.incarnation from ops.workers x
          where coalesce(x.stopped_at, x.died_at) < p_before
            and not exists (select from ops.events e where e.claimed_by = x.incarnation)
            and not exists (select from ops.occurrences o where o.claimed_by = x.incarnation)
            and not exists (select from ops.work_items i where i.claimed_by = x.incarnation)
            and not exists (select from ops.outbox o where o.claimed_by = x.incarnation)
            and not exists (select from ops.incident_steps s where s.claimed_by = x.incarnation)
            -- A job that is set aside is remembered until a person has cleared it.
            and not exists (select from ops.job_crashes c where c.incarnation = x.incarnation and c.cleared_at is null)
          limit p_limit);
    when 'ops.work_item_history' then
      delete from ops.work_item_history h
       where h.id in (
         select x.id from ops.work_item_history x
           join ops.work_items_over(p_before) i on i.id = x.work_item_id
          where x.at < p_before
          order by x.id limit p_limit);
    when 'ops.decision_attempts' then
      delete from ops.decision_attempts d
       where d.id in (
         select x.id from ops.decision_attempts x
           join ops.work_items_over(p_before) i on i.id = x.work_item_id
          where x.at < p_before
          order by x.id limit p_limit);
    when 'ops.inbound_messages' then
      delete from ops.inbound_messages m
       where m.id in (
         select x.id from ops.inbound_messages x
          where x.stored_at < p_before and x.status <> 'new'
            and not exists (select from ops.work_items i join ops.work_item_states s on s.status = i.status and not s.is_final where i.id = x.work_item_id)
          order by x.stored_at limit p_limit);
    when 'ops.approvals' then
      delete from ops.approvals a
       where a.id in (
         select x.id from ops.approvals x
           join ops.work_items_over(p_before) i on i.id = x.work_item_id
          where x.status <> 'open' and coalesce(x.decided_at, x.closed_at) < p_before
            and not exists (select from ops.decision_attempts d where d.approval_id = x.id)
          order by x.id limit p_limit);
    when 'ops.heartbeats' then
      delete from ops.heartbeats h
       where h.id in (
         select x.id from ops.heartbeats x
          where x.at < p_before
            and (x.status not in ('done', 'late')
                 or exists (select from ops.heartbeats n where n.definition_key = x.definition_key and n.status in ('done', 'late') and (n.at, n.id) > (x.at, x.id)))
          order by x.at limit p_limit);
    when 'ops.incident_steps' then
      delete from ops.incident_steps s
       where s.id in (
         select x.id from ops.incident_steps x
          where x.finished_at < p_before
            and not exists (select from ops.incidents i where i.id = x.incident_id and i.status <> 'closed')
            and exists (select from ops.incident_steps n where n.machine_key = x.machine_key and n.id > x.id)
          order by x.id limit p_limit);
    when 'ops.alerts' then
      delete from ops.alerts a
       where a.id in (
         select x.id from ops.alerts x where x.last_at < p_before and x.window_ends_at < p_before order by x.id limit p_limit);
    when 'agent.llm_calls' then
      delete from agent.llm_calls c
       where c.id in (
         select x.id from agent.llm_calls x
          where x.started_at < p_before and x.status = 'ended' and x.month_on < date_trunc('month', util.local_date(util.now()))
            and not exists (select from ops.revision_openings o where o.call_id = x.id)
            and not exists (select from ops.review_readings r where r.call_id = x.id)
          order by x.id limit p_limit);
    else
      raise exception 'nothing says how % is deleted from', p_key using errcode = 'MD401';
  end case;
  get diagnostics v_count = row_count;
  return v_count;
end;
$$;
comment on function ops.retention_delete_work(text, timestamptz, integer) is 'Deletes one batch of what a retention rule about work lets go: events, runs, items, approvals, alerts, calls of models. How many rows. MD401 for a rule that has no statement here. Internal.';
