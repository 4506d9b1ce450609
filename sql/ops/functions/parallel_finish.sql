-- One commit: the person's result, the comparison, the end of the run. Locks: settings first, the run last; the comparison locks
-- no item. The token is looked at again at the end: an older reading must not come after a newer one.
create or replace function ops.parallel_finish(p_run_token uuid, p_header jsonb, p_rows jsonb)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_occurrence ops.occurrences;
  v_settings ops.parallel_settings;
  v_answer jsonb;
  v_outcome text;
  v_text text;
begin
  select o.* into v_occurrence from ops.occurrences o where o.run_token = p_run_token;
  if not found then
    return 'not_mine';
  end if;
  select s.* into v_settings
    from ops.job_definitions d join ops.parallel_settings s on s.definition_key = (d.payload || v_occurrence.payload) ->> 'report'
   where d.key = v_occurrence.definition_key;
  begin
    v_answer := ops.parallel_store(v_settings.definition_key, v_occurrence.business_date, 'sheet', v_settings.tab, p_header, p_rows, v_occurrence.id);
    -- A tab that does not hold the day yet is no mistake: it is read again at the next slot.
    if v_answer ->> 'status' = 'refused' and not (v_answer -> 'problems' @> '[{"code": "no_rows_of_day"}]') then
      v_text := ops.parallel_complaint(v_answer -> 'problems');
      perform ops.alert_raise('warning', 'OPS', 'parallel', format('Uji paralel: tab “%s” tidak dapat dibaca', v_settings.tab),
        format(E'Laporan %s, tanggal %s.\n%s', v_settings.definition_key, mart.date_text(v_occurrence.business_date), v_text),
        format('parallel:%s:tab:%s', v_settings.definition_key, md5(v_text)));
      v_outcome := ops.occurrence_fail(p_run_token, jsonb_build_object('code', 'refused', 'message', v_text, 'by', v_caller), true);
    else
      v_outcome := ops.occurrence_finish(p_run_token, coalesce(v_answer #>> '{run,text}', 'belum ada baris untuk tanggal ini'));
    end if;
    if v_outcome = 'not_mine' then
      raise exception 'run % was taken over', v_occurrence.id using errcode = 'MD299';
    end if;
    return v_outcome;
  exception when sqlstate 'MD299' then
    return 'not_mine';
  end;
end;
$$;
comment on function ops.parallel_finish(uuid, jsonb, jsonb) is 'Takes what was read of a person''s tab, compares, and ends the run: done | late | failed (with an alert that says what is wrong) | not_mine. p_rows: [[row, cells …]].';
