-- What came back is data. Whether it is used, SQL decides: first that the call is still ours, then what it cost, then what it says.
-- The item is locked before the call, as everywhere (ops.work_item_take).
create or replace function agent.llm_finish(p_run_token uuid, p_result jsonb)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_call agent.llm_calls;
  v_item ops.work_items;
  v_fault agent.model_faults;
  v_outcome text;
  v_problems jsonb;
  v_cost numeric;
begin
  select c.* into v_call from agent.llm_calls c where c.run_token = p_run_token;
  if not found then
    return 'not_mine';
  end if;
  v_item := ops.work_item_require(v_call.work_item_id);
  select c.* into v_call from agent.llm_calls c where c.run_token = p_run_token for update;
  if not found then
    return 'not_mine';
  end if;

  if p_result ->> 'fault' is not null then
    select f.* into v_fault from agent.model_faults f where f.fault = p_result ->> 'fault';
    if not found then
      -- A way to fail that nobody wrote down: nothing of it is used.
      select f.* into strict v_fault from agent.model_faults f where f.fault = 'malformed';
    end if;
    v_outcome := v_fault.fault;
  elsif v_item.status <> 'done' or v_item.revision_no is distinct from v_call.revision_no then
    v_outcome := 'too_late';
  else
    v_problems := case v_call.purpose
      when 'opening' then ops.paragraph_accept(v_call.id, p_result -> 'json')
      when 'reading' then ops.reading_accept(v_call.id, p_result -> 'json') end;
    v_outcome := case when v_problems = '[]' then 'accepted' else 'rejected' end;
  end if;
  v_cost := case
    when (p_result ->> 'outputTokens') is not null then
      agent.llm_cost(v_call.model_id, util.local_date(v_call.started_at), (p_result ->> 'inputTokens')::bigint, (p_result ->> 'outputTokens')::bigint,
        coalesce((p_result ->> 'cacheWriteTokens')::bigint, 0), coalesce((p_result ->> 'cacheReadTokens')::bigint, 0))
    when v_fault.is_billed is false then 0 end;
  update agent.llm_calls c
     set status = 'ended', outcome = v_outcome, run_token = null, claimed_by = null, cost_amount = coalesce(v_cost, c.reserved_amount),
         input_tokens = (p_result ->> 'inputTokens')::integer, output_tokens = (p_result ->> 'outputTokens')::integer,
         cache_write_tokens = (p_result ->> 'cacheWriteTokens')::integer, cache_read_tokens = (p_result ->> 'cacheReadTokens')::integer,
         latency_ms = (p_result ->> 'milliseconds')::numeric, request_id = left(p_result ->> 'requestId', 200), stop_reason = left(p_result ->> 'stopReason', 100),
         retry_after_seconds = (p_result ->> 'retryAfterSeconds')::numeric,
         answer = left(p_result ->> 'text', 4000),
         detail = case when v_problems <> '[]' then jsonb_build_object('problems', v_problems) else '{}' end
   where c.id = v_call.id;

  if v_fault.effect = 'rest' then
    update agent.models m
       set resting_until = greatest(m.resting_until, clock_timestamp()
             + least(coalesce(make_interval(secs => (p_result ->> 'retryAfterSeconds')::double precision), v_fault.rest_for), interval '1 day'))
     where m.id = v_call.model_id;
  elsif v_fault.effect = 'retire' then
    update agent.models m set retired_at = util.now() where m.id = v_call.model_id and m.retired_at is null;
  end if;
  if v_fault.severity is not null then
    perform ops.alert_raise(v_fault.severity, null, 'model', format('Model %s: %s', v_call.model_id, v_fault.title),
      format(E'%s\nLaporan tetap berjalan dengan teks baku; tidak ada yang tertunda.', v_fault.advice), format('model:%s:%s', v_fault.fault, v_call.model_id));
  end if;
  return case when v_fault.next_step = 'next_model' then 'next' else v_outcome end;
end;
$$;
comment on function agent.llm_finish(uuid, jsonb) is
  'Ends a call: {fault} or {json, text}, with inputTokens, outputTokens, cacheWriteTokens, cacheReadTokens, requestId, stopReason, milliseconds, retryAfterSeconds. Notes what it cost, takes what it says if that passes. Answers accepted | rejected | too_late | a fault, next (ask the next model), not_mine when the call was ended already.';
