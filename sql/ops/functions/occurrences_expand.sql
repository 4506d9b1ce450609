-- Each hour, and no definition that still reaches seven eighths of the way: most hours have nothing to add, and an expression need not
-- be read to learn that.
create or replace function ops.occurrences_expand()
returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_now timestamptz := util.now();
  v_horizon interval := util.setting_interval('schedule.horizon');
  v_definition ops.job_definitions;
  v_count integer := 0;
begin
  insert into ops.schedule_marks (definition_key) select d.key from ops.job_definitions d on conflict do nothing;
  -- All marks in one order: who comes second waits here and then finds nothing to do.
  perform from ops.schedule_marks m order by m.definition_key for update;
  for v_definition in
    select d.* from ops.job_definitions d join ops.schedule_marks m on m.definition_key = d.key
     where m.checked_at is null or m.expanded_until <= v_now + v_horizon * 0.875
     order by d.key
  loop
    v_count := v_count + ops.schedule_expand(v_definition, v_now + v_horizon);
  end loop;
  update ops.schedule_marks m set checked_at = v_now where m.checked_at is distinct from v_now;
  return v_count;
end;
$$;
comment on function ops.occurrences_expand() is 'Makes the expected runs up to schedule.horizon from now, also those whose slots passed while nobody looked. Again, or by two at once: no row twice. How many rows were added.';
