create or replace function agent.llm_agent(p_purpose text, p_work_item_id bigint, p_revision_no integer)
returns agent.profiles
language sql stable
as $$
  select a.*
    from ops.work_items w
    join ops.job_definitions d on d.key = w.definition_key
    join agent.profiles a on a.name = case p_purpose when 'reading' then ops.review_overseer(d.agent) else d.agent end
   where w.id = p_work_item_id and w.status = 'done' and w.revision_no = p_revision_no
$$;
comment on function agent.llm_agent(text, bigint, integer) is 'Who speaks through the model, and pays: for an opening the producer of the report, for a reading its reviewer. Empty when the item does not wait for the review of this revision.';
