-- The answer of portal.load_apply as a row. What a refused load would have changed is not counted: it changed nothing.
create or replace function portal.reference_load_note(p_table text, p_source text, p_origin text, p_mode text, p_answer jsonb, p_sheet_key text default null, p_occurrence_id bigint default null)
returns bigint
language sql volatile
as $$
  insert into portal.reference_loads
    (table_name, source, origin, sheet_key, occurrence_id, mode, outcome, row_count, inserted_count, changed_count, deleted_count, unchanged_count,
     examples, problem_count, problems, reason)
  select p_table, p_source, p_origin, p_sheet_key, p_occurrence_id, p_mode,
         case when a.is_applied and a.n = 0 then 'unchanged' when a.is_applied then 'applied' when p_answer ->> 'status' = 'failed' then 'failed' else 'refused' end,
         coalesce((p_answer ->> 'rows')::bigint, 0),
         case when a.is_applied then (p_answer ->> 'inserted')::bigint else 0 end,
         case when a.is_applied then (p_answer ->> 'changed')::bigint else 0 end,
         case when a.is_applied then (p_answer ->> 'deleted')::bigint else 0 end,
         case when a.is_applied then (p_answer ->> 'unchanged')::bigint else 0 end,
         coalesce(p_answer -> 'examples', '{}'),
         coalesce((p_answer ->> 'problem_count')::bigint, 0), coalesce(p_answer -> 'problems', '[]'),
         case when not a.is_applied then coalesce(p_answer ->> 'refusal',
           nullif(concat_ws(' ', p_answer #>> '{problems,0,name}', p_answer #>> '{problems,0,message}'), ''), 'no reason given') end
    from (select p_answer ->> 'status' = 'applied' as is_applied,
                 coalesce((p_answer ->> 'inserted')::bigint + (p_answer ->> 'changed')::bigint + (p_answer ->> 'deleted')::bigint, 0) as n) a
  returning id
$$;
comment on function portal.reference_load_note(text, text, text, text, jsonb, text, bigint) is 'Keeps the answer of a load of reference data in portal.reference_loads; returns its number. p_answer: as of portal.load_apply, with rows; status failed: it could not be read.';
