-- Against the newest report of an earlier day: a correction of the same day is not compared with what it corrects.
create or replace function ops.review_row_drift(p_work_item_id bigint, p_revision_no integer, p_params jsonb)
returns table (is_failure boolean, says text, measured text, expected text)
language sql stable
as $$
  with now as (
    select w.definition_key, w.business_date, jsonb_array_length(r.figures -> 'rows') as n
      from ops.work_items w join ops.work_item_revisions r on r.work_item_id = w.id and r.revision_no = p_revision_no
     where w.id = p_work_item_id
  ), before as (
    select w.business_date, jsonb_array_length(r.figures -> 'rows') as n
      from now
      join ops.work_items w on w.definition_key = now.definition_key and w.business_date < now.business_date and w.status <> 'cancelled'
      join ops.work_item_revisions r on r.work_item_id = w.id and r.revision_no = w.revision_no
     order by w.business_date desc, w.id desc
     limit 1
  )
  select true, format('%s artikel, sedangkan laporan %s berisi %s: berubah lebih dari %s %%.', mart.number_text(now.n), mart.date_text(b.business_date),
           mart.number_text(b.n), mart.number_text(100 * (p_params ->> 'max_share')::numeric)),
         now.n::text, b.n::text
    from now cross join before b
   where b.n >= (p_params ->> 'min_rows')::numeric and abs(now.n - b.n) > (p_params ->> 'max_share')::numeric * b.n
$$;
comment on function ops.review_row_drift(bigint, integer, jsonb) is 'Checks *.row_drift: a row when the number of frozen rows moved by more than max_share since the report of the day before.';
