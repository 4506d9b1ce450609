create or replace function raw.loads_list(p_status text default null, p_limit integer default 30)
returns table (
  load_id bigint, kind text, entity text, data_type text, business_date date, covers_from date, covers_to date, status text,
  rows_staged bigint, rows_loaded bigint, started_at timestamptz, finished_at timestamptz, superseded_by bigint,
  failed_checks jsonb, error_message text, note text, decided_at timestamptz, decided_by text
)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_known constant text[] := '{pulling,staged,accepted,quarantined,rejected,failed,superseded}';
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not look at loads', util.caller() using errcode = '42501';
  end if;
  if p_status <> all (v_known) then
    raise exception 'there is no status %', p_status using errcode = 'MD101', hint = 'Known: ' || array_to_string(v_known, ', ') || '.';
  end if;
  return query
    select h.load_id, h.kind, h.entity, h.data_type, h.business_date, h.covers_from, h.covers_to, h.status, h.rows_staged, h.rows_loaded,
           h.started_at, h.finished_at, h.superseded_by,
           coalesce((select jsonb_agg(v order by array_position('{block,warn,note}', v ->> 'severity'), v ->> 'check')
              from jsonb_array_elements(h.validation) as v where not (v ->> 'passed')::boolean), '[]'),
           h.error_message, h.note, h.decided_at, coalesce(p.name, h.decided_by)
      from raw.load_history h
      left join ops.people p on p.id = h.decided_person_id
     where p_status is null or h.status = p_status
     order by h.load_id desc
     limit p_limit;
end;
$$;
comment on function raw.loads_list(text, integer) is 'The newest loads, of one status or all: what they cover, which checks they failed, who released or rejected them. MD101 for a status that does not exist.';
