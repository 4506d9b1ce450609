-- What Notion was sent, not what we think now: a state that Notion never took must be seen here.
create view mart.sheet_for_notion_integrator
with (security_invoker = true)
as
  select o.params #>> '{sent,name}' as task_name, o.params #>> '{sent,agent}' as agent, o.params #>> '{sent,status}' as status,
         o.params #>> '{sent,failure}' as failure_reason, o.params #>> '{sent,last_run}' as last_run, o.params #>> '{sent,duration}' as duration,
         o.params #>> '{sent,next_run}' as next_run, o.params #>> '{sent,attachment}' as attachment,
         w.business_date, w.revision_no,
         to_char(o.sent_at at time zone 'Asia/Jakarta', 'YYYY-MM-DD HH24:MI') as sent_at,
         case o.status when 'confirmed' then 'diterima Notion' when 'failed' then 'ditolak Notion' when 'unknown' then 'belum diketahui'
           when 'sending' then 'sedang dikirim' else 'menunggu, dicoba lagi' end as outcome,
         case when o.status <> 'confirmed' then o.error ->> 'message' end as remark,
         p.url as page_url,
         coalesce(w.produced_by, d.agent) as last_updated_by, to_char(util.now() at time zone 'Asia/Jakarta', 'YYYY-MM-DD HH24:MI') as last_updated_at
    from ops.work_items w
    join ops.job_definitions d on d.key = w.definition_key
    join lateral (
      select x.* from ops.outbox x
       where x.channel = 'notion' and x.subject_key = 'work_item:' || w.id and x.work_item_id = w.id and x.params ? 'sent'
       order by x.id desc limit 1) o on true
    left join ops.notion_pages p on p.source_key = o.recipient and p.subject_key = o.subject_key
   where w.business_date > (select v.business_date - 7 from mart.v_sheet_revision v)
   order by w.business_date desc, w.definition_key, w.id;
comment on view mart.sheet_for_notion_integrator is 'Tab forNotionIntegrator: the rows of the last week as they were last sent to Notion, when, and whether Notion took them.';
comment on column mart.sheet_for_notion_integrator.task_name is 'Task Name';
comment on column mart.sheet_for_notion_integrator.agent is 'Agent';
comment on column mart.sheet_for_notion_integrator.status is 'Status';
comment on column mart.sheet_for_notion_integrator.failure_reason is 'Failure Reason';
comment on column mart.sheet_for_notion_integrator.last_run is 'Last Run';
comment on column mart.sheet_for_notion_integrator.duration is 'Duration';
comment on column mart.sheet_for_notion_integrator.next_run is 'Next Run';
comment on column mart.sheet_for_notion_integrator.attachment is 'Attachment';
comment on column mart.sheet_for_notion_integrator.business_date is 'Tanggal';
comment on column mart.sheet_for_notion_integrator.revision_no is 'Revisi';
comment on column mart.sheet_for_notion_integrator.sent_at is 'Dikirim pada (WIB)';
comment on column mart.sheet_for_notion_integrator.outcome is 'Hasil';
comment on column mart.sheet_for_notion_integrator.remark is 'Keterangan';
comment on column mart.sheet_for_notion_integrator.page_url is 'Halaman Notion';
comment on column mart.sheet_for_notion_integrator.last_updated_by is 'Diperbarui oleh';
comment on column mart.sheet_for_notion_integrator.last_updated_at is 'Diperbarui pada (WIB)';
