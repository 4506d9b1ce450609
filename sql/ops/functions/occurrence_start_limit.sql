create or replace function ops.occurrence_start_limit(p_id bigint)
returns text
language plpgsql volatile
as $$
declare
  v_missing text[] := ops.occurrence_needs_missing(p_id);
  v_occurrence ops.occurrences;
  v_definition ops.job_definitions;
  v_next timestamptz := ops.occurrence_next_slot(p_id);
  v_missing_text text;
  v_zone constant text := 'Asia/Jakarta';
  v_has_item boolean := exists (select from ops.work_items w where w.occurrence_id = p_id and w.status = 'scheduled');
  v_text text;
begin
  select o.* into strict v_occurrence from ops.occurrences o where o.id = p_id;
  select d.* into strict v_definition from ops.job_definitions d where d.key = v_occurrence.definition_key;
  if v_has_item and (v_definition.pic_id is not null or v_missing = '{}') then
    -- The item's own timer tells its person, alerts and gives up.
    perform ops.occurrence_hold(p_id, 'give_up', v_next);
    return 'start_limit';
  end if;
  if v_missing = '{}' then
    -- It may start and has not: no worker, a pause, no free place. Its job stands.
    perform ops.alert_raise('warning', (select a.department from agent.profiles a where a.name = v_definition.agent), 'schedule',
      format('%s belum mulai', v_definition.title),
      format('Semua kebutuhan sudah ada sejak slot %s WIB, tetapi belum ada worker yang memulainya. `mandor explain occurrence %s` menyebut sebabnya.',
        to_char(v_occurrence.slot_at at time zone v_zone, 'DD-MM-YYYY HH24:MI'), p_id),
      'not_started:' || p_id);
    perform ops.occurrence_hold(p_id, 'start_limit', util.now() + greatest(v_definition.grace, interval '5 minutes'));
    perform ops.occurrence_advance(p_id);
    return 'not_started';
  end if;

  select string_agg(d.title || coalesce(' (' || coalesce(x.error ->> 'message', x.note, x.status) || ')', ''), ', ' order by d.key collate "C")
    into v_missing_text
    from ops.job_definitions d
    left join lateral (
      select o.status, o.error, o.note
        from ops.occurrences o
       where o.definition_key = d.key and o.business_date = v_occurrence.business_date
       order by o.id desc
       limit 1
    ) x on true
   where d.key = any (v_missing);
  v_text := format('laporan belum ada: %s untuk %s. Kurang: %s. Ditunggu sejak %s WIB; selanjutnya dicoba sampai %s WIB, setelah itu %s. Tidak ada yang dibuat dari data yang belum lengkap.',
    v_definition.title, mart.date_text(v_occurrence.business_date), v_missing_text,
    to_char(v_occurrence.slot_at at time zone v_zone, 'DD-MM-YYYY HH24:MI'), to_char(v_next at time zone v_zone, 'DD-MM-YYYY HH24:MI'),
    case when v_has_item then 'diteruskan ke atasan' else 'dilewati' end);
  if not v_has_item then
    perform ops.alert_raise('warning', (select a.department from agent.profiles a where a.name = v_definition.agent), 'schedule',
      format('%s belum dapat dimulai', v_definition.title), v_text, 'start_limit:' || p_id);
  else
    perform ops.missing_tell(p_id);
  end if;
  perform ops.occurrence_hold(p_id, 'give_up', v_next);
  return 'start_limit';
end;
$$;
comment on function ops.occurrence_start_limit(bigint) is
  'The latest start of a run has passed: an alert names what is missing, and it waits on until the next slot (give_up). With a work item the item''s timer does that; for a report that has no PIC its recipients are told here. Needs met and not started: an alert, and its job again. The caller holds the locks of date and row.';
