create or replace function ops.dispatcher_tick(p_limit integer default 500, out dispatched integer, out expanded integer, out next_ms integer)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_message text;
begin
  expanded := 0;
  begin
    if exists (
      select from ops.schedule_marks m
       where m.checked_at is null or m.checked_at <= (select util.now()) - interval '1 hour' or m.checked_at > (select util.now())
    ) then
      expanded := ops.occurrences_expand();
    end if;
  exception when others then
    -- A schedule that cannot be expanded must not stop the timers of everything else.
    get stacked diagnostics v_message = message_text;
    raise warning 'the schedule was not expanded: %', v_message;
    perform ops.alert_raise('critical', 'OPS', 'schedule', 'Jadwal tidak dapat dibentangkan', v_message, 'schedule_expand', interval '1 hour');
  end;
  dispatched := ops.wakeups_dispatch(p_limit);
  -- A full hand means that there is more.
  next_ms := case when dispatched >= p_limit then 0 else (extract(epoch from util.setting_interval('dispatcher.every')) * 1000)::integer end;
end;
$$;
comment on function ops.dispatcher_tick(integer) is 'One tick of a dispatcher: slots are expanded where that is due, then due wake-ups are handed to the queue. next_ms: when to come again.';
