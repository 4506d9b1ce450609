-- Reports are compared with what was sent, not with a recomputation of it.
create or replace function mart.frozen_before(p_definition_key text, p_business_date date)
returns table (business_date date, figures jsonb, result jsonb)
language sql stable
as $$
  select w.business_date, r.figures, r.result
    from ops.work_items w
    join ops.work_item_revisions r on r.work_item_id = w.id and r.revision_no = w.revision_no
   where w.definition_key = p_definition_key and w.subject_key = '' and w.business_date < p_business_date
   order by w.business_date desc
$$;
comment on function mart.frozen_before(text, date) is 'The frozen reports of a definition for earlier days, the newest first, each as its newest revision. Internal.';
