-- Who is told what. A proposal is made once for a row of days; a difference takes it back, and the next row of days may be proposed again.
create or replace function ops.parallel_settle(p_run_id bigint, p_caller name)
returns void
language plpgsql volatile
as $$
declare
  v_run ops.parallel_runs;
  v_settings ops.parallel_settings;
  v_last date;
  v_days integer;
  v_since date;
  v_title text;
  v_department text;
  v_supervisor bigint;
  v_text text;
begin
  select r.* into strict v_run from ops.parallel_runs r where r.id = p_run_id;
  select s.* into strict v_settings from ops.parallel_settings s where s.definition_key = v_run.definition_key;
  select d.title, coalesce(a.department, 'OPS') into strict v_title, v_department
    from ops.job_definitions d left join agent.profiles a on a.name = d.agent where d.key = v_run.definition_key;

  if v_run.outcome = 'differs' then
    perform ops.alert_raise('warning', v_department, 'parallel', format('Uji paralel %s %s: berbeda', v_title, mart.date_text(v_run.business_date)),
      format(E'%s.\nLihat: mandor parallel show %s --date %s', ops.parallel_text(p_run_id, false), v_run.definition_key, v_run.business_date),
      format('parallel:%s:%s:%s', v_run.definition_key, v_run.business_date, v_run.basis_hash));
  elsif v_run.outcome = 'incomplete' and v_run.reason not in ('no_report', 'no_result') then
    perform ops.alert_raise('warning', v_department, 'parallel', format('Uji paralel %s: tidak dapat dibandingkan', v_title),
      format('%s. Betulkan ops.parallel_columns (definition_key = %s).', v_run.reason, v_run.definition_key),
      format('parallel:%s:%s', v_run.definition_key, md5(v_run.reason)));
  end if;

  -- A day of the past may have been compared again: the count is that of the newest day.
  select max(r.business_date) into v_last from ops.parallel_runs r where r.definition_key = v_run.definition_key and r.is_current and r.outcome <> 'incomplete';
  select k.days, k.since into v_days, v_since from ops.parallel_streak(v_run.definition_key, v_last) k;
  if coalesce(v_days, 0) < v_settings.required_days then
    update ops.parallel_settings s set proposed_since = null, proposed_at = null where s.definition_key = v_run.definition_key and s.proposed_since is not null;
    return;
  end if;
  if v_settings.proposed_since is not null then
    return;
  end if;
  update ops.parallel_settings s set proposed_since = v_since, proposed_at = util.now() where s.definition_key = v_run.definition_key;
  v_text := format(E'Hasil laporan sama dengan hasil pembanding selama %s hari berturut-turut (%s sampai %s), tanpa satu sel pun berbeda.\n'
      || E'Usul: hentikan uji paralel. Yang memutuskan tetap Anda: isi is_enabled = false di ops.parallel_settings (definition_key = %s). Selama belum diisi, perbandingan berjalan terus.',
    v_days, mart.date_text(v_since), mart.date_text(v_last), v_run.definition_key);
  perform ops.alert_raise('info', v_department, 'parallel', format('Uji paralel %s: %s hari cocok, usul dihentikan', v_title, v_days), v_text,
    format('parallel:%s:proposal:%s', v_run.definition_key, v_since));
  select ops.work_item_supervisor(v_run.work_item_id) into v_supervisor;
  if v_supervisor is not null then
    perform ops.person_tell(v_supervisor, v_run.work_item_id, format('Uji paralel %s: %s hari cocok, usul dihentikan', v_title, v_days), v_text,
      format('parallel:%s:%s', v_run.definition_key, v_since));
  end if;
end;
$$;
comment on function ops.parallel_settle(bigint, name) is 'Alerts about a comparison that differs or cannot be made; proposes to stop after enough days in a row. The caller holds the settings'' row.';
