-- The date is the seed: the same day draws the same report, whoever runs it and however often.
create or replace function ops.cross_check_pick(p_check_on date, p_work_item_id bigint default null)
returns table (work_item_id bigint, revision_no integer)
language sql stable
as $$
  select w.id, w.revision_no
    from ops.work_items w
    join ops.revision_bases b on b.work_item_id = w.id and b.revision_no = w.revision_no
   where w.status <> 'cancelled'
     and case when p_work_item_id is null then w.business_date between p_check_on - util.setting_integer('cross_check.days') + 1 and p_check_on else w.id = p_work_item_id end
   order by md5(concat_ws(' ', p_check_on, w.definition_key, w.business_date, w.subject_key)), w.id
   limit 1
$$;
comment on function ops.cross_check_pick(date, bigint) is 'The report that is checked on a day: of those of the last days (setting cross_check.days), drawn by the date; or the one that is named. No row: there is none. Internal.';
