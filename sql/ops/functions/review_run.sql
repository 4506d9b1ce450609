-- Checks first and locks after: reading three months of raw takes seconds, and the date's lock holds up every run of that day.
-- What was frozen cannot change meanwhile; whether the item still waits for this review is asked again under the lock.
create or replace function ops.review_run(p_work_item_id bigint, p_revision_no integer, p_may_read boolean default false)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_item ops.work_items;
  v_agent text;
  v_reviewer text;
  v_check record;
  v_problems jsonb;
  v_results jsonb := '[]';
  v_rejects text;
  v_outcome text;
  v_remarks text;
begin
  select w.* into v_item from ops.work_items w where w.id = p_work_item_id;
  if not found or v_item.status <> 'done' then
    return 'not_reviewable';
  elsif v_item.revision_no is distinct from p_revision_no then
    return 'stale_revision';
  end if;
  select d.agent into strict v_agent from ops.job_definitions d where d.key = v_item.definition_key;
  v_reviewer := ops.review_overseer(v_agent);
  if v_reviewer is null then
    perform ops.work_item_alert(p_work_item_id, 'critical', 'no_reviewer', 'tidak ada pemeriksa',
      'Tidak ada profil lapis 2 yang aktif untuk departemen ini (agent.profiles). Aktifkan satu; laporan diperiksa lagi sesudahnya.');
    return 'no_reviewer';
  end if;

  for v_check in
    select c.key, c.title, coalesce(c.is_blocking, c.default_is_blocking) as is_blocking, c.default_params || c.sop_params || coalesce(c.params, '{}') as params
      from ops.review_checks c
     where c.is_enabled and (c.definition_key is null or c.definition_key = v_item.definition_key)
     order by c."position", c.key collate "C"
  loop
    begin
      select coalesce(jsonb_agg(to_jsonb(p)), '[]') into v_problems
        from ops.review_check(v_check.key, p_work_item_id, p_revision_no, v_check.params) p;
    exception when data_exception then
      -- A report whose figures cannot even be read is the report's fault; any other error is ours, and the job tries again.
      v_problems := jsonb_build_array(jsonb_build_object('is_failure', true, 'says', format('angka beku tidak dapat dibaca: %s.', sqlerrm),
        'measured', sqlstate, 'expected', null));
    end;
    v_results := v_results || jsonb_build_object('key', v_check.key, 'title', v_check.title, 'is_blocking', v_check.is_blocking, 'params', v_check.params,
      'is_passed', not jsonb_path_exists(v_problems, '$[*] ? (@.is_failure == true)'), 'problems', v_problems);
  end loop;

  v_item := ops.work_item_require(p_work_item_id);
  if v_item.status <> 'done' then
    return 'not_reviewable';
  elsif v_item.revision_no is distinct from p_revision_no then
    return 'stale_revision';
  end if;
  perform ops.review_result_record(p_work_item_id, p_revision_no, x ->> 'key', (x ->> 'is_blocking')::boolean, (x ->> 'is_passed')::boolean,
            x - '{key,is_blocking,is_passed}'::text[])
     from jsonb_array_elements(v_results) with ordinality as r (x, n);
  select string_agg(t.line, E'\n' order by t.n) filter (where t.is_blocking and not t.is_passed),
         string_agg(t.line, E'\n' order by t.n) filter (where not (t.is_blocking and not t.is_passed))
    into v_rejects, v_remarks
    from (
      select r.n, (r.x ->> 'is_blocking')::boolean as is_blocking, (r.x ->> 'is_passed')::boolean as is_passed,
             format('• %s: %s', r.x ->> 'title', (select string_agg(p ->> 'says', ' ') from jsonb_array_elements(r.x -> 'problems') p)) as line
        from jsonb_array_elements(v_results) with ordinality as r (x, n)
       where r.x -> 'problems' <> '[]'
    ) t;
  -- Before it passes, a model may read it, once: what it remarks is the check "reading" of the next call, which decides.
  if p_may_read and v_rejects is null and ops.review_wants_reading(p_work_item_id, p_revision_no) then
    return 'reading';
  end if;
  v_outcome := ops.review_decide(p_work_item_id, p_revision_no, case when v_rejects is null then 'pass' else 'reject' end, coalesce(v_rejects, v_remarks), v_reviewer);
  if v_outcome = 'self_review' then
    perform ops.work_item_alert(p_work_item_id, 'critical', 'self_review', 'pembuatnya tidak boleh memeriksanya sendiri',
      format('%s dibuat oleh %s, dan pemeriksanya %s memakai peran database yang sama. Ganti agent di ops.job_definitions.', v_item.title, v_item.produced_by, v_reviewer));
  end if;
  return v_outcome;
end;
$$;
comment on function ops.review_run(bigint, integer, boolean) is
  'The review of layer 2: runs the enabled checks on a frozen revision, records what each found, and decides as the overseer of the department: pass, or reject with the failed blocking checks as notes. Answers like ops.review_decide, no_reviewer when no overseer is active; reading when p_may_read and a model is to read it first; not_reviewable | stale_revision when it was decided already.';
