create or replace function ops.reading_prompt(p_work_item_id bigint, p_revision_no integer)
returns text
language sql volatile
as $$
  select format(E'Laporan: %s, %s, revisi %s.\n%s\nBacalah dan jawab.', r.result ->> 'title', r.result ->> 'date_text', r.revision_no,
           agent.fence(left(ops.reading_text(ops.result_without_cost(r.result) || ops.revision_opening(r.work_item_id, r.revision_no)), 40000)))
    from ops.work_item_revisions r
   where r.work_item_id = p_work_item_id and r.revision_no = p_revision_no
     and not exists (select from ops.review_readings x where x.work_item_id = r.work_item_id and x.revision_no = r.revision_no)
$$;
comment on function ops.reading_prompt(bigint, integer) is 'What a model is asked that reads a frozen revision. NULL: it was read. Cost prices are left out.';
