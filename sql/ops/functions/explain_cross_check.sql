create or replace function ops.explain_cross_check(p_id bigint)
returns table (cause text, says text, evidence jsonb, next text, next_at timestamptz)
language plpgsql stable
as $$
declare
  v_check ops.cross_checks;
  v_facts jsonb;
begin
  select c.* into v_check from ops.cross_checks c where c.id = p_id;
  if not found then
    return query select 'unknown', format('there is no cross-check %s', p_id), '{}'::jsonb, 'Nothing.'::text, null::timestamptz;
    return;
  end if;
  v_facts := jsonb_build_object('work_item', v_check.work_item_id, 'revision', v_check.revision_no, 'compared', v_check.compared_values, 'source', v_check.source_status, 'entity', v_check.entity);
  if v_check.status = 'running' then
    return query select 'running', format('report %s, revision %s, is being checked since %s; %s of %s answers of the source are there', v_check.work_item_id, v_check.revision_no,
        ops.explain_time(v_check.started_at), jsonb_array_length(v_check.answers), jsonb_array_length(v_check.requests)), v_facts, 'Its run says what it waits for.'::text, null::timestamptz;
    return query select * from ops.explain_occurrence(v_check.occurrence_id);
    return;
  elsif v_check.status = 'not_checked' then
    return query select 'not_checked', format('nothing was compared: %s', v_check.reason), v_facts, 'The next day draws anew.'::text, null::timestamptz;
  elsif v_check.status = 'differs' then
    return query
      select 'differs', format('%s, %s: %s has %s, %s has %s', d.subject, d.field, d.reported_from, coalesce(d.reported, 'nothing'), d.recomputed_from, coalesce(d.recomputed, 'nothing')),
             jsonb_build_object('check', d.check_key, 'position', d.position), 'A person finds out which of the two is right; a wrong report is corrected by a new one.'::text, null::timestamptz
        from ops.cross_check_differences d where d.cross_check_id = p_id and d.is_alarm order by d.position limit 20;
  end if;
  if v_check.source_status = 'not_checked' then
    return query select 'source_not_checked', format('the source of %s was not asked, or did not answer: %s', coalesce(v_check.entity, 'no company'), v_check.source_reason), v_facts, 'The next day asks anew.'::text, null::timestamptz;
  elsif v_check.source_status = 'moved' then
    return query select 'source_moved', format('part of the sample has changed at the source of %s since it was pulled', v_check.entity), v_facts, 'Nothing: that is no error.'::text, null::timestamptz;
  end if;
  if v_check.status = 'clean' then
    return query select 'finished', format('%s figures were compared and agree', v_check.compared_values), v_facts, 'Nothing.'::text, null::timestamptz;
  end if;
end;
$$;
comment on function ops.explain_cross_check(bigint) is 'What a cross-check found, and what of it could not be asked.';
