-- "Why does it not run?" answered from rows, each cause with its evidence. Ready and nothing in the way is an answer too:
-- then it runs within the poll interval of a worker.
create or replace function ops.explain(p_kind text, p_id text)
returns table (rank integer, cause text, says text, evidence jsonb, next text, next_at timestamptz)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_form text := case p_kind when 'event' then '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' when 'job' then '^[a-z_]+:.+$|^[0-9]{1,18}$' else '^[0-9]{1,18}$' end;
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not ask why', util.caller() using errcode = '42501';
  end if;
  if p_kind is null or p_kind <> all ('{event,job,outbox,work_item,load,occurrence,incident,cross_check}') then
    raise exception 'there is no kind %', coalesce(p_kind, 'NULL') using errcode = 'MD101', hint = 'Known: event, job, outbox, work_item, load, occurrence, incident, cross_check.';
  end if;
  if p_id is null or p_id !~ v_form then
    raise exception '% is no id of kind %', coalesce(p_id, 'NULL'), p_kind using errcode = 'MD101', hint = '`mandor status` shows the ids.';
  end if;

  return query
    with found as materialized (
      select 1 as part, e.* from ops.explain_event(case when p_kind = 'event' then p_id::uuid end) e where p_kind = 'event'
      union all select 1, e.* from ops.explain_occurrence(case when p_kind = 'occurrence' then p_id::bigint end) e where p_kind = 'occurrence'
      union all select 1, e.* from ops.explain_work_item(case when p_kind = 'work_item' then p_id::bigint end) e where p_kind = 'work_item'
      union all select 1, e.* from ops.explain_outbox(case when p_kind = 'outbox' then p_id::bigint end) e where p_kind = 'outbox'
      union all select 1, e.* from ops.explain_load(case when p_kind = 'load' then p_id::bigint end) e where p_kind = 'load'
      union all select 1, e.* from ops.explain_job(case when p_kind = 'job' then p_id end) e where p_kind = 'job'
      union all select 1, e.* from ops.explain_incident(case when p_kind = 'incident' then p_id::bigint end) e where p_kind = 'incident'
      union all select 1, e.* from ops.explain_cross_check(case when p_kind = 'cross_check' then p_id::bigint end) e where p_kind = 'cross_check'
    )
    select row_number() over ()::integer, f.cause, f.says, f.evidence, f.next, f.next_at from found f
    union all
    select 1, 'none', 'nothing holds it back', '{}'::jsonb, 'It runs within a moment.', clock_timestamp() where not exists (select from found);
end;
$$;
comment on function ops.explain(text, text) is
  'Why a row does not go on: causes in order, each with its evidence, what happens next and when. Kinds event, job, outbox, work_item, load, occurrence, incident, cross_check. cause none: it runs within the poll interval. MD101 for a kind or id that makes no sense.';
