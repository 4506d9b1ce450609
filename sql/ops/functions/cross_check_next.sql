-- Stock that differs may have been moved by a document of an earlier day, entered after the pull. Only then the source is asked for
-- those documents, and for the lines of a few.
create or replace function ops.cross_check_next(p_run_token uuid, p_answers jsonb, p_error jsonb default null)
returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_run ops.occurrences;
  v_check ops.cross_checks;
  v_more jsonb := '[]';
  v_left integer;
begin
  select o.* into v_run from ops.occurrences o where o.run_token = p_run_token for update;
  if not found then
    return null;
  end if;
  select c.* into strict v_check from ops.cross_checks c where c.occurrence_id = v_run.id for update;
  if v_check.status <> 'running' then
    return '[]';
  end if;
  v_check.answers := v_check.answers || coalesce(p_answers, '[]');
  update ops.cross_checks c set answers = v_check.answers where c.id = v_check.id;
  if p_error is not null then
    if not coalesce((p_error ->> 'is_final')::boolean, false) and v_run.deferrals < util.setting_integer('cross_check.patience') then
      perform ops.occurrence_defer(p_run_token, coalesce((p_error ->> 'retry_after')::numeric, 60), p_error ->> 'message');
      return null;
    end if;
    update ops.cross_checks c set source_status = 'not_checked', source_reason = coalesce(nullif(p_error ->> 'message', ''), 'tanpa keterangan') where c.id = v_check.id;
    return '[]';
  end if;

  v_left := util.setting_integer('cross_check.max_requests') - jsonb_array_length(v_check.answers);
  if not exists (select from jsonb_array_elements(v_check.answers) a where a #>> '{request,kind}' = 'changed') then
    if exists (select from ops.cross_check_source(v_check.id) s where s.check_key = 'source_stock' and s.differences <> '[]') then
      select coalesce(jsonb_agg(jsonb_build_object('kind', 'changed', 'document', k.document, 'from', w.business_date - util.setting_integer('cross_check.changed_days'), 'to', w.business_date,
               'since', to_char(h.started_at at time zone 'Asia/Jakarta', 'DD/MM/YYYY HH24:MI:SS')) order by k.document), '[]') into v_more
        from ops.work_items w
       cross join (values ('invoice'), ('return')) as k (document)
       cross join lateral (
         select min(l.started_at) as started_at
           from ops.revision_bases b join raw.load_history l on b.load_sums ? l.load_id::text
          where b.work_item_id = w.id and b.revision_no = v_check.revision_no and l.kind = 'stock' and l.entity = v_check.entity) h
       where w.id = v_check.work_item_id;
    end if;
  elsif not exists (select from jsonb_array_elements(v_check.answers) a where a #>> '{request,place}' = 'changed') then
    select coalesce(jsonb_agg(jsonb_build_object('kind', x.kind, 'id', x.id, 'place', 'changed') order by x.kind, x.id), '[]') into v_more
      from (select a #>> '{request,document}' as kind, (d ->> 'id')::bigint as id
              from jsonb_array_elements(v_check.answers) a cross join lateral jsonb_array_elements(a #> '{answer,documents}') d
             where a #>> '{request,kind}' = 'changed' order by 1, 2 limit greatest(v_left, 0)) x;
  end if;
  return v_more;
end;
$$;
comment on function ops.cross_check_next(uuid, jsonb, jsonb) is 'Keeps what the source answered ([{request, answer}]) and says what else to ask: [] nothing. An error {message, is_final, retry_after}: put off a few times, then the source counts as not checked. NULL: put off, or another run holds it.';
