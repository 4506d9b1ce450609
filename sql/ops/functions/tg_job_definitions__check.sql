create or replace function ops.tg_job_definitions__check()
returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform ops.time_zone_require(new.time_zone);
  if new.cron is not null then
    perform ops.cron_parse(new.cron);
    if new.is_enabled then
      perform ops.schedule_require_gap(new);
    end if;
  end if;
  return new;
end;
$$;
comment on function ops.tg_job_definitions__check() is 'Trigger: refuses (MD105) a cron expression or time zone that is none, and (MD106) a schedule too close to another one.';
