create or replace function ops.tg_job_definitions__check()
returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform ops.time_zone_require(new.time_zone);
  if new.requires_review and ops.review_overseer(new.agent) = new.agent then
    raise exception 'agent % would review its own work', new.agent
      using errcode = 'MD107', hint = 'Let another agent produce it, or set requires_review = false.';
  end if;
  if new.cron is not null then
    perform ops.cron_parse(new.cron);
    if new.is_enabled then
      perform ops.schedule_require_gap(new);
    end if;
  end if;
  return new;
end;
$$;
comment on function ops.tg_job_definitions__check() is 'Trigger: refuses (MD105) a cron expression or time zone that is none, (MD106) a schedule too close to another one, and (MD107) a report that its producer would review.';
