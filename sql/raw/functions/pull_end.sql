-- The end of a pull in one commit: the load is decided, and with it the run and whatever waits for it. A quarantined
-- load fails its run, so that no report is made from it.
create or replace function raw.pull_end(p_run_token uuid, p_load_id bigint, p_load_token uuid, p_fetched bigint, p_source_count bigint)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_finish record;
begin
  select f.* into v_finish from raw.load_finish(p_load_id, p_load_token, p_source_count, p_fetched) f;
  if v_finish.status = 'not_mine' then
    -- The load is another's. The run may still be ours, and nobody else would ever end it.
    return ops.occurrence_defer(p_run_token, 60, format('load %s was taken over by another run', p_load_id));
  end if;
  if v_finish.status = 'quarantined' then
    return ops.occurrence_fail(p_run_token, jsonb_build_object('code', 'quarantined', 'load_id', p_load_id, 'by', v_caller,
      'message', (select string_agg(c ->> 'message', ' ') from jsonb_array_elements(v_finish.validation) c
                   where c ->> 'severity' = 'block' and not (c ->> 'passed')::boolean),
      'hint', format('Periksa load %s, lalu lepas atau tolak.', p_load_id)), true);
  end if;
  return ops.occurrence_finish(p_run_token, (
    select format('%s rows', v_finish.rows_loaded)
        || case when h.documents_copied > 0 then format(' (%s of %s documents unchanged and copied)', h.documents_copied, h.progress_total) else '' end
      from raw.load_history h where h.load_id = p_load_id));
end;
$$;
comment on function raw.pull_end(uuid, bigint, uuid, bigint, bigint) is 'Decides a pulled load and ends its run: done | late | failed (quarantined) | deferred (another run took the load over) | not_mine.';
