-- Reports of one agent, and writers of one file (concurrency_group), keep a distance, so that a revision of the first is over
-- before the second starts. The greater min_gap of the two holds. A year is looked at: monthly jobs meet daily ones.
create or replace function ops.schedule_require_gap(p_definition ops.job_definitions)
returns void
language plpgsql stable
as $$
declare
  v_from timestamptz := util.now();
  v_other record;
  v_meeting record;
begin
  for v_other in
    select d.key, d.cron, d.time_zone, greatest(d.min_gap, p_definition.min_gap) as gap
      from ops.job_definitions d
     where d.key <> p_definition.key and d.is_enabled and d.cron is not null
       and greatest(d.min_gap, p_definition.min_gap) > '0'
       and (d.agent = p_definition.agent and d.makes_work_item and p_definition.makes_work_item
            or d.concurrency_group = p_definition.concurrency_group)
     order by d.key
  loop
    select x.* into v_meeting
      from (
        select s.slot_at, s.is_other, lag(s.slot_at) over w as before_at, lag(s.is_other) over w as before_is_other
          from (
            select a as slot_at, false as is_other from ops.cron_slots(p_definition.cron, p_definition.time_zone, v_from, v_from + interval '366 days') a
            union all
            select b, true from ops.cron_slots(v_other.cron, v_other.time_zone, v_from, v_from + interval '366 days') b
          ) s
        window w as (order by s.slot_at, s.is_other)
      ) x
     where x.is_other <> x.before_is_other and x.slot_at - x.before_at < v_other.gap
     limit 1;
    if found then
      raise exception 'job % would start % after or before job %, and % are required between them', p_definition.key,
          v_meeting.slot_at - v_meeting.before_at, v_other.key, v_other.gap
        using errcode = 'MD106',
              detail = jsonb_build_object('key', p_definition.key, 'other', v_other.key, 'min_gap', v_other.gap,
                'first_at', v_meeting.before_at, 'second_at', v_meeting.slot_at)::text,
              hint = format('Move one of the two cron expressions, or lower min_gap. They meet at %s.', v_meeting.slot_at at time zone p_definition.time_zone);
    end if;
  end loop;
end;
$$;
comment on function ops.schedule_require_gap(ops.job_definitions) is 'MD106 when a slot of the definition is nearer than min_gap to one of another report of its agent, or of another job of its concurrency group; names that job.';
