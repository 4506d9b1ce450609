-- Read when the mail is sent, as its links are: the person's result may come after the report was frozen.
create or replace function ops.parallel_line(p_work_item_id bigint, p_revision_no integer, p_sees_cost boolean)
returns text
language sql stable
as $$
  select 'Uji paralel: ' || case when r.revision_no is not distinct from p_revision_no or r.outcome = 'incomplete' then ops.parallel_text(r.id, p_sees_cost)
           else 'perbandingan terakhir dengan revisi lain: ' || ops.parallel_text(r.id, p_sees_cost) end
    from ops.work_items w
    join ops.parallel_settings s on s.definition_key = w.definition_key and s.is_enabled
    join ops.parallel_runs r on r.definition_key = w.definition_key and r.business_date = w.business_date and r.is_current
   where w.id = p_work_item_id
$$;
comment on function ops.parallel_line(bigint, integer, boolean) is 'What a report''s mail says of the parallel run; NULL when there is none.';
