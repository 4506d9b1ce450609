create or replace function ops.occurrence_next_slot(p_id bigint)
returns timestamptz
language plpgsql stable
as $$
declare
  v_now timestamptz := util.now();
  v_definition ops.job_definitions;
  v_next timestamptz;
begin
  select d.* into strict v_definition from ops.occurrences o join ops.job_definitions d on d.key = o.definition_key where o.id = p_id;
  if v_definition.cron is not null then
    select s into v_next
      from ops.cron_slots(v_definition.cron, v_definition.time_zone, v_now + interval '1 microsecond', v_now + interval '62 days') s
     limit 1;
  end if;
  return coalesce(v_next, v_now + interval '24 hours');
end;
$$;
comment on function ops.occurrence_next_slot(bigint) is 'The next slot of a run''s definition after now; a day from now when it has none (within two months).';
