create view mart.sheet_for_notion_integrator
with (security_invoker = true)
as
  select w.title as task_name, w.produced_by as agent,
         case w.status when 'scheduled' then '⏳ Scheduled' when 'in_progress' then '🔄 In Progress' when 'done' then '📋 Done by Agent'
           when 'revision' then '❌ Revision' when 'l2_approved' then '✅ L2 Approved' when 'pending_approval' then '📧 Pending Human Approval'
           when 'approved' then '✅✅ APPROVED' when 'escalated' then '🔴 ESCALATED' when 'failed' then '❌ Failed' when 'cancelled' then 'Cancelled'
           else w.status end as status,
         w.error ->> 'message' as failure_reason, w.business_date, w.revision_no,
         coalesce(w.produced_by, d.agent) as last_updated_by, to_char(util.now() at time zone 'Asia/Jakarta', 'YYYY-MM-DD HH24:MI') as last_updated_at
    from ops.work_items w
    join ops.job_definitions d on d.key = w.definition_key
   where w.business_date > (select v.business_date - 7 from mart.v_sheet_revision v)
   order by w.business_date desc, w.definition_key, w.id;
comment on view mart.sheet_for_notion_integrator is 'Tab forNotionIntegrator: the reports of the last week with the state that Notion shows.';
comment on column mart.sheet_for_notion_integrator.task_name is 'Task Name';
comment on column mart.sheet_for_notion_integrator.agent is 'Agent';
comment on column mart.sheet_for_notion_integrator.status is 'Status';
comment on column mart.sheet_for_notion_integrator.failure_reason is 'Failure Reason';
comment on column mart.sheet_for_notion_integrator.business_date is 'Tanggal';
comment on column mart.sheet_for_notion_integrator.revision_no is 'Revisi';
comment on column mart.sheet_for_notion_integrator.last_updated_by is 'Diperbarui oleh';
comment on column mart.sheet_for_notion_integrator.last_updated_at is 'Diperbarui pada (WIB)';
