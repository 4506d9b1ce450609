-- The tab as it was read, in one commit: what it changes, the record of it, and the end of the run. Locks as in raw.pull_end:
-- the data's first (they may wait for a person), the schedule's last. The token is looked at again under those: a worker
-- that was stopped and replaced must not write an older reading over a newer one, so all is undone then.
create or replace function portal.sheet_finish(p_run_token uuid, p_columns text[], p_cells integer[], p_rows jsonb, p_problems jsonb)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '5s'
as $$
declare
  v_caller name := util.caller();
  v_source portal.sheet_sources := portal.sheet_of_run(p_run_token);
  v_occurrence_id bigint;
  v_answer jsonb;
  v_constraint text;
  v_outcome text;
begin
  if v_source.key is null then
    return ops.occurrence_fail(p_run_token, jsonb_build_object('code', 'MD401', 'message', 'the row of portal.sheet_sources is gone', 'by', v_caller), true);
  end if;
  select o.id into v_occurrence_id from ops.occurrences o where o.run_token = p_run_token;
  if not found then
    return 'not_mine';
  end if;

  if jsonb_array_length(p_problems) > 0 then
    return portal.sheet_refuse(v_source, p_run_token,
      jsonb_build_object('status', 'refused', 'rows', jsonb_array_length(p_rows), 'problems', p_problems, 'problem_count', jsonb_array_length(p_problems)));
  end if;

  begin
    perform portal.load_begin(v_source.table_name);
    perform portal.load_stage(v_source.table_name, p_columns, p_rows);
    v_answer := portal.load_apply(v_source.table_name, p_columns, v_source.mode, v_source.is_forced) || jsonb_build_object('rows', jsonb_array_length(p_rows));
    if v_answer ->> 'status' = 'applied' then
      perform portal.reference_load_note(v_source.table_name, 'sheet', format('%s (%s)', v_source.title, v_source.tab), v_source.mode, v_answer, v_source.key, v_occurrence_id);
      update portal.sheet_sources s set is_forced = false where s.key = v_source.key and s.is_forced;
      v_outcome := ops.occurrence_finish(p_run_token, format('%s inserted, %s changed, %s deleted, %s unchanged',
        v_answer ->> 'inserted', v_answer ->> 'changed', v_answer ->> 'deleted', v_answer ->> 'unchanged'));
      if v_outcome = 'not_mine' then
        raise exception 'run % was taken over', v_occurrence_id using errcode = 'MD299';
      end if;
      return v_outcome;
    end if;
  exception
    when sqlstate 'MD299' then
      return 'not_mine';
    when lock_not_available then
      return ops.occurrence_defer(p_run_token, 300, format('%s is held by an open session', v_source.table_name));
    when foreign_key_violation or restrict_violation or unique_violation then
      get stacked diagnostics v_constraint = constraint_name;
      v_answer := jsonb_build_object('status', 'refused', 'problem_count', 0, 'problems', '[]'::jsonb, 'rows', jsonb_array_length(p_rows),
        'refusal', format('Baris yang hilang dari tab atau berubah masih dipakai tabel lain (%s). Betulkan tabel itu dulu.', v_constraint));
  end;
  -- The table knows rows and columns by name; where that is in the tab, the reading of it knows.
  return portal.sheet_refuse(v_source, p_run_token, v_answer || jsonb_build_object('problems', coalesce((
    select jsonb_agg(p.value || jsonb_build_object('column',
             (select c.cell from unnest(p_columns, p_cells) c (name, cell) where c.name = split_part(p.value ->> 'name', ', ', 1))) order by p.ordinality)
      from jsonb_array_elements(v_answer -> 'problems') with ordinality p), '[]')));
end;
$$;
comment on function portal.sheet_finish(uuid, text[], integer[], jsonb, jsonb) is 'Loads what was read of a tab and ends the run: done | late | failed (refused, with an alert that names the cells; nothing changed) | deferred (the table is held) | not_mine. p_rows: [[row, values …]]; p_cells: column number of each of p_columns in the tab; p_problems: what was wrong on reading.';
