create or replace function ops.occurrence_end(p_id bigint, p_note text)
returns text
language plpgsql volatile
as $$
declare
  v_now timestamptz := util.now();
  v_occurrence ops.occurrences;
  v_outcome text;
  v_follower bigint;
begin
  select case when v_now > o.slot_at + coalesce(d.latest_start, '0') + d.max_duration then 'late' else 'done' end
    into strict v_outcome
    from ops.occurrences o
    join ops.job_definitions d on d.key = o.definition_key
   where o.id = p_id;
  update ops.occurrences o
     set status = v_outcome, finished_at = v_now, run_token = null, claimed_by = null, note = coalesce(p_note, o.note)
   where o.id = p_id
  returning o.* into v_occurrence;

  for v_follower in
    select o.id
      from ops.occurrences o
      join ops.job_definitions d on d.key = o.definition_key
     where o.status = 'waiting' and o.business_date = v_occurrence.business_date and v_occurrence.definition_key = any (d.needs)
     order by o.id
  loop
    perform ops.occurrence_advance(v_follower);
  end loop;
  return v_outcome;
end;
$$;
comment on function ops.occurrence_end(bigint, text) is 'Ends a run well (done, or late after slot + latest_start + max_duration) and lets those start that waited for it. The caller holds the date''s lock and the row''s.';
