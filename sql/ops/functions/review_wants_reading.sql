create or replace function ops.review_wants_reading(p_work_item_id bigint, p_revision_no integer)
returns boolean
language sql stable
as $$
  select exists (select from agent.model_purposes p where p.key = 'reading' and p.is_enabled)
     and exists (select from ops.review_checks c where c.key = 'reading' and c.is_enabled)
     and not exists (select from agent.llm_calls c where c.work_item_id = p_work_item_id and c.revision_no = p_revision_no and c.purpose = 'reading')
$$;
comment on function ops.review_wants_reading(bigint, integer) is 'Whether a model is to read this revision before layer 2 decides. False once one was asked, whatever came of it.';
