create or replace function ops.occurrence_give_back(p_id bigint, p_error jsonb, p_is_final boolean)
returns text
language plpgsql volatile
as $$
declare
  v_outcome text := case when p_is_final then 'failed' else 'expected' end;
begin
  update ops.occurrences o
     set status = v_outcome, run_token = null, claimed_by = null,
         error = coalesce(p_error, '{"message": "no reason given"}'),
         finished_at = case when p_is_final then util.now() end
   where o.id = p_id and o.status = 'running';
  return v_outcome;
end;
$$;
comment on function ops.occurrence_give_back(bigint, jsonb, boolean) is 'Ends a running run badly: failed when final, else expected again. The caller holds the row''s lock.';
