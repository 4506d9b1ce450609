create or replace function ops.paragraph_accept(p_call_id bigint, p_answer jsonb)
returns jsonb
language plpgsql volatile
as $$
declare
  v_text text := p_answer ->> 'paragraph';
  v_revision ops.work_item_revisions;
  v_values jsonb;
  v_problems jsonb;
  v_body text;
begin
  select r.* into strict v_revision
    from agent.llm_calls c join ops.work_item_revisions r on r.work_item_id = c.work_item_id and r.revision_no = c.revision_no
   where c.id = p_call_id;
  if jsonb_typeof(p_answer) is distinct from 'object' or jsonb_typeof(p_answer -> 'paragraph') is distinct from 'string' or p_answer - 'paragraph' <> '{}' then
    return '[{"rule": "shape", "found": "not {paragraph}"}]';
  end if;
  v_values := mart.report_opening(v_revision.result ->> 'kind', v_revision.figures) -> 'values';
  select coalesce(jsonb_agg(jsonb_build_object('rule', c.rule, 'found', left(c.found, 100))), '[]') into v_problems
    from ops.paragraph_check(v_text, v_values, mart.opening_names(v_revision.figures)) c;
  v_body := ops.paragraph_fill(v_text, v_values);
  if v_problems = '[]' and length(v_body) > 1500 then
    v_problems := jsonb_build_array(jsonb_build_object('rule', 'long', 'found', length(v_body)::text));
  end if;
  if v_problems = '[]' then
    insert into ops.revision_openings (work_item_id, revision_no, body, template, call_id)
    values (v_revision.work_item_id, v_revision.revision_no, v_body, v_text, p_call_id);
  end if;
  return v_problems;
end;
$$;
comment on function ops.paragraph_accept(bigint, jsonb) is 'Takes what a model wrote as the opening of the revision that the call is about, or says why not: [] or [{rule, found}]. Internal; agent.llm_finish calls it.';
