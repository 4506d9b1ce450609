-- The slot's time has come, perhaps long ago: an outage, a pause, no free place. What then is policy, one decision per slot,
-- and each slot keeps its outcome.
create or replace function ops.occurrence_slot_due(p_id bigint)
returns text
language plpgsql volatile
as $$
declare
  v_now timestamptz := util.now();
  v_occurrence ops.occurrences;
  v_definition ops.job_definitions;
  v_newest ops.occurrences;
  v_is_late boolean;
begin
  select o.* into strict v_occurrence from ops.occurrences o where o.id = p_id;
  select d.* into strict v_definition from ops.job_definitions d where d.key = v_occurrence.definition_key;
  v_is_late := v_now > v_occurrence.slot_at + greatest(v_definition.grace, coalesce(v_definition.latest_start, '0'));

  if v_is_late and v_definition.catch_up = 'skip' then
    return ops.occurrence_drop(p_id, 'skipped', null,
      format('its time was missed by %s, and this job is not made up for (catch_up = skip)', date_trunc('second', v_now - v_occurrence.slot_at)));
  end if;
  if v_definition.catch_up = 'latest' then
    select o.* into v_newest
      from ops.occurrences o
     where o.definition_key = v_occurrence.definition_key and not o.is_manual and o.slot_at > v_occurrence.slot_at and o.slot_at <= v_now
     order by o.slot_at desc
     limit 1;
    if found then
      return ops.occurrence_drop(p_id, 'collapsed', v_newest.id,
        format('its time was missed; run %s of slot %s stands for it (catch_up = latest)', v_newest.id, v_newest.slot_at at time zone v_definition.time_zone));
    end if;
  end if;

  update ops.occurrences o
     set is_catch_up = v_is_late, payload = jsonb_build_object('slot_at', o.slot_at, 'is_catch_up', v_is_late) || o.payload
   where o.id = p_id;
  return ops.occurrence_release(p_id);
end;
$$;
comment on function ops.occurrence_slot_due(bigint) is
  'A slot is due: it starts or waits for its needs; missed by more than grace and latest_start it is skipped (catch_up = skip) or made up for (all, latest); with latest, a slot after which another one is due collapses into the newest. The caller holds the locks of date and row.';
