-- The real clock: a call that nobody ended in its time, and some, has no worker any more. It may have been billed.
create or replace function agent.llm_sweep()
returns integer
language plpgsql volatile
as $$
declare
  v_count integer;
begin
  with overdue as (
    select c.id from agent.llm_calls c
     where c.status = 'running' and (c.sent_at + make_interval(secs => c.timeout_ms / 1000.0) + interval '1 minute' < clock_timestamp() or not ops.worker_is_live(c.claimed_by))
     order by c.id
       for update skip locked
  )
  update agent.llm_calls c
     set status = 'ended', outcome = 'lost', cost_amount = c.reserved_amount, run_token = null, claimed_by = null
    from overdue o
   where c.id = o.id;
  get diagnostics v_count = row_count;
  return v_count;
end;
$$;
comment on function agent.llm_sweep() is 'Ends calls whose worker is gone, or that should have ended a minute ago: lost, and paid in full. How many.';
