-- One batch. Static statements, one for each rule: what may go is code that is read, not text from a row.
create or replace function ops.retention_delete(p_key text, p_before timestamptz, p_limit integer)
returns integer
language plpgsql volatile
as $$
declare
  v_count integer;
  v_day date := util.local_date(p_before);
begin
  -- The guard of append-only tables lets this table, in this transaction, be deleted from. Nothing but a deletion.
  perform set_config('mandor.retention', p_key, true);
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
    when 'portal.reference_loads' then
      delete from portal.reference_loads l
       where l.id in (
         select x.id from portal.reference_loads x
          where x.loaded_at < p_before
            and exists (select from portal.reference_loads n
                         where n.table_name = x.table_name and n.sheet_key is not distinct from x.sheet_key and n.outcome = x.outcome and n.id > x.id)
          order by x.id limit p_limit);
    when 'raw.accurate_stock' then
      delete from raw.accurate_stock a
       using (
         select r.entity, r.id from raw.accurate_stock r
           join (
             -- A snapshot without a day of stock is no month end, and what core does not know is nobody's newest.
             select d.entity, d.snapshot_date,
                    row_number() over (partition by d.entity, date_trunc('month', d.snapshot_date::timestamp) order by d.snapshot_date desc) as n
               from core.stock_days d
           ) m on m.entity = r.entity and m.snapshot_date = r.snapshot_date and m.n > 1
          where r.snapshot_date < v_day
          limit p_limit
       ) x
       where a.entity = x.entity and a.id = x.id;
    when 'raw.accurate_sales' then
      delete from raw.accurate_sales a
       using (
         select r.entity, r.id from raw.accurate_sales r
           join core.sales_days d on d.entity = r.entity and d.tanggal = r.tanggal and d.load_id <> r.load_id and d.snapshot_date > r.snapshot_date
          where r.snapshot_date < v_day
            -- The newest word on an invoice that an older load still names on another day: without it, that day would count again.
            and not (
              exists (select from raw.accurate_sales o
                        join core.sales_days w on w.entity = o.entity and w.tanggal = o.tanggal and w.load_id = o.load_id
                       where o.entity = r.entity and o.nomor_invoice = r.nomor_invoice and o.tanggal <> r.tanggal and o.snapshot_date <= r.snapshot_date)
              and not exists (select from raw.accurate_sales n
                               where n.entity = r.entity and n.nomor_invoice = r.nomor_invoice and n.snapshot_date > r.snapshot_date))
          limit p_limit
       ) x
       where a.entity = x.entity and a.id = x.id;
    when 'raw.iseller_sales' then
      delete from raw.iseller_sales i
       where i.id in (select x.id from raw.iseller_sales x where not x.is_current and x.loaded_at < p_before order by x.id limit p_limit);
    when 'raw.sales_documents' then
      delete from raw.sales_documents d
       using (
         select x.load_id, x.kind, x.source_id from raw.sales_documents x
           join raw.load_history h on h.load_id = x.load_id and h.status not in ('pulling', 'staged', 'quarantined')
          where h.snapshot_date < v_day
          limit p_limit
       ) x
       where d.load_id = x.load_id and d.kind = x.kind and d.source_id = x.source_id;
    when 'raw.superseded_stock' then
      delete from raw.superseded_stock k
       using (
         select r.load_id, r.id from raw.superseded_stock r join raw.load_history h on h.load_id = r.load_id
          where h.finished_at < p_before limit p_limit
       ) x
       where k.load_id = x.load_id and k.id = x.id;
    when 'raw.superseded_sales' then
      delete from raw.superseded_sales k
       using (
         select r.load_id, r.id from raw.superseded_sales r join raw.load_history h on h.load_id = r.load_id
          where h.finished_at < p_before limit p_limit
       ) x
       where k.load_id = x.load_id and k.id = x.id;
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
  perform set_config('mandor.retention', '', true);
  return v_count;
end;
$$;
comment on function ops.retention_delete(text, timestamptz, integer) is 'Deletes one batch of what a retention rule lets go. How many rows. MD401 for a rule that has no statement here.';
