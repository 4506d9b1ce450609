create or replace function ops.review_reading(p_work_item_id bigint, p_revision_no integer, p_params jsonb)
returns table (is_failure boolean, says text, measured text, expected text)
language sql stable
as $$
  select r.verdict = 'revise' and p_revision_no <= (p_params ->> 'revisions')::integer,
         format('"%s": %s', n ->> 'quote', n ->> 'says'), r.verdict, 'nothing'
    from ops.review_readings r cross join jsonb_array_elements(r.notes) n
   where r.work_item_id = p_work_item_id and r.revision_no = p_revision_no
$$;
comment on function ops.review_reading(bigint, integer, jsonb) is 'Check reading: what a model remarked about the revision. Its wish for a revision counts for the first params.revisions revisions of an item; after that it is a note. No row: it remarked nothing, or none was asked.';
