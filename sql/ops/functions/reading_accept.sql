-- A remark counts when it quotes what really stands there, and brings nothing of its own: no figure that the report does not have, no
-- link, nothing that asks its reader for something or could be read as an approval (people see it in chats and mails). A model that was talked into something by a name in the data can at most
-- ask for what the row `reading` of ops.review_checks lets it ask for, and so often.
create or replace function ops.reading_accept(p_call_id bigint, p_answer jsonb)
returns jsonb
language plpgsql volatile
as $$
declare
  v_verdict text := p_answer ->> 'verdict';
  v_revision ops.work_item_revisions;
  v_text text;
  v_notes jsonb;
begin
  select r.* into strict v_revision
    from agent.llm_calls c join ops.work_item_revisions r on r.work_item_id = c.work_item_id and r.revision_no = c.revision_no
   where c.id = p_call_id;
  if jsonb_typeof(p_answer) is distinct from 'object' or coalesce(v_verdict, '') not in ('nothing', 'note', 'revise') or jsonb_typeof(p_answer -> 'notes') is distinct from 'array' then
    return '[{"rule": "shape", "found": "not {verdict, notes}"}]';
  end if;
  v_text := ops.reading_text(v_revision.result || ops.revision_opening(v_revision.work_item_id, v_revision.revision_no));
  select coalesce(jsonb_agg(jsonb_build_object('quote', n.quote, 'says', n.says)), '[]') into v_notes
    from (
      select left(regexp_replace(x ->> 'quote', '\s+', ' ', 'g'), 200) as quote, left(regexp_replace(x ->> 'says', '[[:cntrl:]\s]+', ' ', 'g'), 300) as says
        from jsonb_array_elements(p_answer -> 'notes') x
       where length(btrim(x ->> 'quote')) >= 8 and btrim(x ->> 'says') <> '' and position(btrim(x ->> 'quote') in translate(v_text, '<>', '()')) > 0
         and x ->> 'says' !~ '[^A-Za-z0-9[:space:].,;:()"''%?–-]' and x ->> 'says' !~ '[A-Za-z][.:][A-Za-z]'
         and not exists (select from regexp_matches(x ->> 'says', '[0-9](?:[0-9.,]*[0-9])?', 'g') as f (figure)
                          where v_text !~ ('(^|[^0-9])' || replace(f.figure[1], '.', '[.]') || '($|[^0-9]|[.,]([^0-9]|$))'))
         and not exists (select from ops.paragraph_words w where w.kind = 'instruction' and w.is_enabled and position(' ' || w.word || ' ' in ops.reply_tokens(x ->> 'says')) > 0)
         and not exists (select from ops.approval_words a where a.is_enabled and position(' ' || a.phrase || ' ' in ops.reply_tokens(x ->> 'says')) > 0)
       limit 5
    ) n;
  if v_notes = '[]' and v_verdict <> 'nothing' then
    return '[{"rule": "quote", "found": "no remark quotes the report and adds nothing to it"}]';
  end if;
  insert into ops.review_readings (work_item_id, revision_no, verdict, notes, call_id)
  values (v_revision.work_item_id, v_revision.revision_no, v_verdict, case when v_verdict = 'nothing' then '[]' else v_notes end, p_call_id);
  return '[]';
end;
$$;
comment on function ops.reading_accept(bigint, jsonb) is 'Takes what a model remarked about the revision that the call is about, or says why not: [] or [{rule, found}]. Internal; agent.llm_finish calls it.';
