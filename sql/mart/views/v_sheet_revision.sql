-- A correction of a day has the larger number, so it is what the Sheet shows.
create view mart.v_sheet_revision
with (security_invoker = true)
as
  select w.id as work_item_id, w.revision_no, w.definition_key, w.business_date, r.figures, r.frozen_at,
         (r.figures ->> 'as_of')::date as as_of, (r.figures ->> 'sales_from')::date as sales_from, (r.figures ->> 'sales_to')::date as sales_to,
         coalesce(w.produced_by, d.agent) as updated_by
    from ops.work_items w
    join ops.job_definitions d on d.key = w.definition_key
    join ops.work_item_revisions r on r.work_item_id = w.id and r.revision_no = w.revision_no
   where w.definition_key = 'report.control_stock' and w.status <> 'cancelled'
   order by w.business_date desc, w.id desc
   limit 1;
comment on view mart.v_sheet_revision is 'The frozen Control Stock report that our Sheet shows: the newest revision of the newest business date.';
