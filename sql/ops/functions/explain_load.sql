create or replace function ops.explain_load(p_id bigint)
returns table (cause text, says text, evidence jsonb, next text, next_at timestamptz)
language plpgsql stable
as $$
declare
  v_load raw.load_history;
begin
  select h.* into v_load from raw.load_history h where h.load_id = p_id;
  if not found then
    return query select 'unknown', format('there is no load %s', p_id), '{}'::jsonb, 'Nothing.'::text, null::timestamptz;
  elsif v_load.status = 'quarantined' then
    return query
      select 'quarantined', format('load %s is held back by check %s: %s', p_id, c ->> 'check', c ->> 'message'), c,
             format('`mandor loads release %s --note …` lets it count, `mandor loads reject %s --note …` does not; or pull again when the source is mended.', p_id, p_id), null::timestamptz
        from jsonb_array_elements(v_load.validation) c
       where c ->> 'severity' = 'block' and not (c ->> 'passed')::boolean;
  elsif v_load.status in ('pulling', 'staged') then
    return query select 'held', format('it is being pulled since %s: %s of %s', ops.explain_time(v_load.started_at), v_load.progress_done, coalesce(v_load.progress_total::text, 'an unknown number')),
      jsonb_build_object('status', v_load.status, 'rows_staged', v_load.rows_staged, 'occurrence_id', v_load.occurrence_id), 'Its checks decide.'::text, null::timestamptz;
    if v_load.occurrence_id is not null then
      return query select * from ops.explain_occurrence(v_load.occurrence_id);
    end if;
  elsif v_load.status = 'failed' then
    return query select 'failed', format('it failed at %s: %s', ops.explain_time(v_load.finished_at), v_load.error_message), jsonb_build_object('error', v_load.error_message),
      'Its run says whether it is tried again.'::text, null::timestamptz;
  else
    return query select 'finished', format('it is %s since %s%s', v_load.status, ops.explain_time(coalesce(v_load.decided_at, v_load.finished_at)),
        case when v_load.decided_at is not null then format(', decided by %s: %s', v_load.decided_by, v_load.note) else '' end),
      jsonb_build_object('status', v_load.status, 'rows', v_load.rows_loaded, 'superseded_by', v_load.superseded_by, 'note', v_load.note), 'Nothing.'::text, null::timestamptz;
  end if;
end;
$$;
comment on function ops.explain_load(bigint) is 'Why a load does not count.';
