create or replace function ops.occurrence_release(p_id bigint)
returns text
language plpgsql volatile
as $$
declare
  v_occurrence ops.occurrences;
  v_item ops.work_items;
begin
  select o.* into strict v_occurrence from ops.occurrences o where o.id = p_id for update;
  if exists (select from ops.job_definitions d where d.key = v_occurrence.definition_key and d.makes_work_item) then
    select w.* into v_item
      from ops.work_items w
     where w.definition_key = v_occurrence.definition_key and w.business_date = v_occurrence.business_date and w.subject_key = ''
       for update;
    if not found then
      perform ops.work_item_open(v_occurrence.definition_key, v_occurrence.business_date, '', p_id);
    elsif v_item.status = 'failed' and v_occurrence.is_manual then
      -- A person asks again after a failure: the same item gets another run.
      update ops.work_items w set occurrence_id = p_id where w.id = v_item.id;
    elsif v_item.occurrence_id is distinct from p_id then
      update ops.occurrences o
         set status = case when v_item.status in ('approved', 'cancelled', 'escalated', 'failed') then 'skipped' else 'collapsed' end,
             finished_at = util.now(),
             note = case
               when v_item.status in ('approved', 'cancelled') then format('work item %s of this date is %s and stays so; a correction is a new item', v_item.id, v_item.status)
               when v_item.status in ('escalated', 'failed') then format('work item %s of this date is %s: a person has to decide', v_item.id, v_item.status)
               else format('work item %s of this date is %s already, opened by run %s', v_item.id, v_item.status, v_item.occurrence_id) end
       where o.id = p_id;
      return 'item_exists';
    end if;
  end if;
  perform ops.occurrence_advance(p_id);
  return (select o.status from ops.occurrences o where o.id = p_id);
end;
$$;
comment on function ops.occurrence_release(bigint) is
  'The time of a run has come: its work item is opened where it makes one, and it starts or waits for its needs. A second run of a date whose item exists is skipped or collapsed, with a note. The caller holds the lock of the business date.';
