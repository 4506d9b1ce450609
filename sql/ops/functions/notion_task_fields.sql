-- The last run is over when the item left in_progress; the history holds that moment.
create or replace function ops.notion_task_fields(p_work_item_id bigint, p_is_test boolean)
returns jsonb
language sql stable
as $$
  select jsonb_build_object(
    'name', case when p_is_test then '[UJI] ' else '' end || format('%s · %s', w.title, mart.date_text(w.business_date))
            || case when w.subject_key <> '' then format(' · %s', w.subject_key) else '' end,
    'agent', format('%s/%s', coalesce(a.machine, 'worker'), d.agent),
    'status', s.option,
    'failure', ops.notion_reason(w),
    'last_run', ops.notion_time(w.started_at),
    'duration', case when w.status <> 'in_progress' then ops.notion_duration(
      (select max(h.at) from ops.work_item_history h where h.work_item_id = w.id and h.from_status = 'in_progress' and h.at >= w.started_at) - w.started_at)
      else '' end,
    'next_run', case when d.cron is not null and d.is_enabled then ops.notion_time((
      select c from ops.cron_slots(d.cron, d.time_zone, util.now() + interval '1 microsecond', util.now() + interval '62 days') c limit 1)) end,
    'attachment', (select r.attachment_url from ops.work_item_revisions r where r.work_item_id = w.id and r.revision_no = w.revision_no))
    from ops.work_items w
    join ops.notion_statuses s on s.status = w.status
    join ops.job_definitions d on d.key = w.definition_key
    join agent.profiles a on a.name = d.agent
   where w.id = p_work_item_id;
$$;
comment on function ops.notion_task_fields(bigint, boolean) is 'What the columns of a work item''s page show now: field → value.';
