-- By state, not by event: whatever keeps a report away (late data, a held load, a pause, a failure, a dead worker), it is past its
-- latest start and there is nothing to read. A report that waits for its reader's answer is there. A run that somebody decides about
-- at this moment is skipped until the next minute: whoever waits for nobody is in nobody's way.
create or replace function ops.missing_run()
returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_now timestamptz := util.now();
  v_row record;
  v_count integer := 0;
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not tell people', util.caller() using errcode = '42501';
  end if;
  -- One at a time; who comes second has nothing to add.
  if not pg_try_advisory_xact_lock(7261030) then
    return 0;
  end if;
  for v_row in
    select o.id
      from ops.occurrences o
      join ops.job_definitions d on d.key = o.definition_key and d.makes_work_item and d.is_enabled and d.missing_notice <> 'none'
      left join ops.work_items w on w.definition_key = o.definition_key and w.business_date = o.business_date and w.subject_key = ''
     where not o.is_manual and o.slot_at + coalesce(d.latest_start, interval '0') <= v_now
       and o.slot_at > v_now - make_interval(days => util.setting_integer('missing.days'))
       and (w.status in ('scheduled', 'in_progress', 'failed', 'escalated') and w.revision_no = 0
            or w.status is null and o.status in ('expected', 'waiting', 'running', 'failed'))
       and not exists (select from ops.missing_notices n where n.occurrence_id = o.id and n.told_on = util.local_date(v_now))
     order by o.id
       for key share of o skip locked
  loop
    v_count := v_count + ops.missing_tell(v_row.id);
  end loop;

  for v_row in
    select n.id, n.occurrence_id, n.told_on, d.title, o.business_date, w.finished_at,
           not exists (select from ops.missing_notices x where x.occurrence_id = n.occurrence_id and x.id > n.id) as is_newest,
           case when w.status = 'approved' then 'published'
                when w.status = 'cancelled' or w.status is null and o.status in ('skipped', 'collapsed') then 'dropped'
                when n.told_at < v_now - make_interval(days => util.setting_integer('missing.days') + 5) then 'lapsed' end as how
      from ops.missing_notices n
      join ops.occurrences o on o.id = n.occurrence_id
      join ops.job_definitions d on d.key = o.definition_key
      -- By date, not by run: a redo has a run of its own.
      left join ops.work_items w on w.definition_key = o.definition_key and w.business_date = o.business_date and w.subject_key = ''
     where n.resolved_at is null
     order by n.id
       for update of n
  loop
    continue when v_row.how is null;
    update ops.missing_notices n set resolved_at = v_now, resolved_how = v_row.how where n.id = v_row.id;
    continue when v_row.how = 'lapsed' or not v_row.is_newest;
    v_count := v_count + ops.missing_send(v_row.occurrence_id, 'there', v_row.told_on,
      format(case v_row.how when 'published' then 'Sudah terbit: %s %s' else 'Tidak dibuat: %s %s' end, v_row.title, mart.date_text(v_row.business_date)),
      case v_row.how
        when 'published' then format('Laporan %s untuk %s sudah terbit, %s WIB.', v_row.title, mart.date_text(v_row.business_date, 'long'),
          to_char(v_row.finished_at at time zone 'Asia/Jakarta', 'DD/MM/YYYY HH24.MI'))
        else format('Laporan %s untuk %s tidak dibuat lagi.', v_row.title, mart.date_text(v_row.business_date, 'long')) end);
  end loop;
  return v_count;
end;
$$;
comment on function ops.missing_run() is 'Each minute: who waits for a report that is not there is told so, and once more when it is there or nobody makes it any more. How many messages.';
