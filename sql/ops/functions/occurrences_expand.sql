create or replace function ops.occurrences_expand()
returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_until timestamptz := util.now() + util.setting_interval('schedule.horizon');
  v_definition ops.job_definitions;
  v_count integer := 0;
begin
  insert into ops.schedule_marks (definition_key) select d.key from ops.job_definitions d on conflict do nothing;
  for v_definition in
    select d.* from ops.job_definitions d join ops.schedule_marks m on m.definition_key = d.key order by d.key
  loop
    v_count := v_count + ops.schedule_expand(v_definition, v_until);
  end loop;
  return v_count;
end;
$$;
comment on function ops.occurrences_expand() is 'Makes the expected runs up to schedule.horizon from now, also those whose slots passed while nobody looked. Again, or by two at once: no row twice. How many rows were added.';
