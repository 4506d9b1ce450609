create or replace function ops.schedule_expand(p_definition ops.job_definitions, p_until timestamptz)
returns integer
language plpgsql volatile
as $$
declare
  v_mark ops.schedule_marks;
  v_count integer := 0;
begin
  -- The mark's lock makes expansions of one definition go one after the other.
  select m.* into strict v_mark from ops.schedule_marks m where m.definition_key = p_definition.key for update;
  if p_definition.is_enabled and p_definition.cron is not null then
    -- released_at empty: each row gets the wake-up of its slot from the trigger.
    insert into ops.occurrences (definition_key, slot_at, business_date, released_at)
    select p_definition.key, s.slot_at, util.local_date(s.slot_at) - p_definition.business_day_offset, null
      from ops.cron_slots(p_definition.cron, p_definition.time_zone, v_mark.expanded_until, p_until) as s (slot_at)
     where not exists (select from ops.occurrences o where o.definition_key = p_definition.key and o.slot_at = s.slot_at);
    get diagnostics v_count = row_count;
  end if;
  -- A clock set back must not forget what was expanded already.
  update ops.schedule_marks m
     set expanded_until = greatest(m.expanded_until, p_until), checked_at = util.now()
   where m.definition_key = p_definition.key;
  return v_count;
end;
$$;
comment on function ops.schedule_expand(ops.job_definitions, timestamptz) is 'Makes the expected runs of one definition, as the given row has it, from its mark up to a time. How many.';
