-- What was said first is what everybody is told: a second run, or a recipient who was added at eight, gets the same words.
create or replace function ops.morning_tell(p_run_token uuid)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_today date := util.local_date(util.now());
  v_run record;
  v_is_test boolean;
  v_morning ops.mornings;
  v_to record;
  v_count integer := 0;
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not tell the director', util.caller() using errcode = '42501';
  end if;
  select o.id, o.business_date, d.recipient_key, d.test_mode or a.test_mode or util.setting('outbox.test_mode') = 'true' as is_test
    into v_run
    from ops.occurrences o
    join ops.job_definitions d on d.key = o.definition_key
    join agent.profiles a on a.name = d.agent
   where o.run_token = p_run_token;
  if not found then
    return 'not_mine';
  elsif v_run.business_date <> v_today then
    return ops.occurrence_finish(p_run_token, 'Tidak dikirim: ringkasan pagi hanya untuk harinya sendiri.');
  elsif not ops.calendar_is_open(util.setting('morning.calendar'), v_today) then
    return ops.occurrence_finish(p_run_token, 'Tidak dikirim: bukan hari kerja.');
  end if;
  -- The order of all who end a run: date, then row. Who comes second waits here and reads what the first one said.
  perform ops.occurrences_lock_date(v_run.business_date);
  perform from ops.occurrences o where o.id = v_run.id and o.run_token = p_run_token for update;
  if not found then
    return 'not_mine';
  end if;

  select m.* into v_morning from ops.mornings m where m.told_on = v_today;
  if not found then
    insert into ops.mornings (told_on, is_test, subject, chat_text, report, follow_ups, company)
    select v_today, v_run.is_test, x.subject, x.chat_text, x.report, x.follow_ups, x.company from mart.morning(v_today) x
    returning * into v_morning;
  end if;
  v_is_test := v_morning.is_test or v_run.is_test;
  for v_to in
    select r.channel, case r.channel when 'email' then lower(r.address) else r.address end as address, min(p.name) as name
      from ops.recipients r
      left join ops.people p on p.id = r.person_id
     where r.key = v_run.recipient_key and r.is_active and r.is_test = v_is_test and coalesce(p.is_active, true)
     group by 1, 2
     order by 1, 2
  loop
    perform ops.outbox_plan(v_to.channel, v_to.address, 'director.morning',
      case v_to.channel
        when 'telegram' then jsonb_build_object('subject', v_morning.subject, 'text', v_morning.chat_text)
        else jsonb_build_object('from', util.setting('mail.from'), 'recipient_name', v_to.name, 'report', v_morning.report,
          'message_id', format('<mandor.morning.%s.%s@%s>', v_today, gen_random_uuid(), util.setting('mail.domain'))) end,
      format('%s:director.morning:%s:%s', v_to.channel, v_today, v_to.address), p_is_test => v_is_test, p_severity => 'warning');
    v_count := v_count + 1;
  end loop;
  return ops.occurrence_finish(p_run_token, case when v_count = 0
    then format('Tidak ada penerima: isi ops.recipients dengan kunci %s.', coalesce(v_run.recipient_key, '?'))
    else format('%s penerima, %s tindak lanjut.', v_count, jsonb_array_length(v_morning.follow_ups)) end);
end;
$$;
comment on function ops.morning_tell(uuid) is 'Makes the director''s morning of today once, keeps it, plans its messages to the recipients of the job, and ends the run: done | late | not_mine. Not on days off of the calendar, nor for another day.';
