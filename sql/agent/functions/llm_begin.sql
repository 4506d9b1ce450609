-- Everything about a call is decided here, before it leaves: whether there is one, which model, how long, and that it can be paid.
-- The budgets' rows are locked first, in order of their keys: of two calls at once the second sees what the first holds back.
create or replace function agent.llm_begin(p_purpose text, p_work_item_id bigint, p_revision_no integer, p_incarnation uuid)
returns table (run_token uuid, model text, max_tokens integer, system_prompt text, user_prompt text, answer_schema jsonb, timeout_ms integer)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_today constant date := util.local_date(util.now());
  v_month_on constant date := date_trunc('month', v_today)::date;
  v_purpose agent.model_purposes;
  v_agent agent.profiles;
  v_model text;
  v_system text;
  v_user text;
  v_left_ms integer;
  v_wait_ms integer;
  v_tried integer;
  v_reserved numeric;
  v_full jsonb;
  v_token uuid := gen_random_uuid();
begin
  perform ops.worker_require(p_incarnation);
  select p.* into v_purpose from agent.model_purposes p where p.key = p_purpose and p.is_enabled;
  if not found then
    return;
  end if;
  v_agent := agent.llm_agent(p_purpose, p_work_item_id, p_revision_no);
  if v_agent.name is null then
    return;
  end if;
  perform from agent.budgets b order by b.key for update;
  perform agent.llm_sweep();

  -- One call of a subject at a time, along the chain, until one was answered; and the report waits no longer than it may.
  if exists (
    select from agent.llm_calls c
      left join agent.model_faults f on f.fault = c.outcome
     where c.work_item_id = p_work_item_id and c.revision_no = p_revision_no and c.purpose = p_purpose
       and (c.status = 'running' or (f.next_step is distinct from 'next_model' and c.outcome <> 'lost'))
  ) then
    return;
  end if;
  select count(*), extract(epoch from coalesce(v_purpose.time_limit, v_purpose.default_time_limit) - coalesce(clock_timestamp() - min(c.sent_at), '0')) * 1000
    into v_tried, v_left_ms
    from agent.llm_calls c
   where c.work_item_id = p_work_item_id and c.revision_no = p_revision_no and c.purpose = p_purpose;
  if v_left_ms < 1000 then
    perform agent.llm_unanswered(p_purpose, p_work_item_id, p_revision_no);
    return;
  end if;
  -- Half of the time for one model: a silent one leaves the other half to the next.
  v_wait_ms := case when v_left_ms > 3000 then v_left_ms / 2 else v_left_ms end;
  select m.id into v_model
    from agent.models m
   where m.is_enabled and m.retired_at is null and coalesce(m.resting_until <= clock_timestamp(), true)
     and (m.layer >= v_agent.layer or m.id = v_agent.default_model)
     and agent.llm_cost(m.id, v_today, 0, 0) is not null
     and not exists (select from agent.llm_calls c
                      where c.work_item_id = p_work_item_id and c.revision_no = p_revision_no and c.purpose = p_purpose and c.model_id = m.id)
   order by m.id is distinct from v_agent.default_model, m.chain_position
   limit 1;
  if not found then
    perform agent.llm_unanswered(p_purpose, p_work_item_id, p_revision_no);
    return;
  end if;
  v_user := case p_purpose when 'opening' then ops.opening_prompt(p_work_item_id, p_revision_no) when 'reading' then ops.reading_prompt(p_work_item_id, p_revision_no) end;
  if v_user is null then
    return;
  end if;
  v_system := agent.purpose_prompt(p_purpose);

  v_reserved := agent.llm_cost_limit(v_model, v_today, v_system || v_user, v_purpose.answer_schema, v_purpose.max_tokens);
  select jsonb_agg(jsonb_build_object('key', b.key, 'limit_usd', b.limit_amount, 'used_usd', b.used_amount) order by b.key) into v_full
    from agent.budgets_of(v_agent.name, v_agent.layer, v_month_on) b
   where b.used_amount + v_reserved > b.limit_amount;
  insert into agent.llm_calls as c (purpose, agent, layer, model_id, work_item_id, revision_no, attempt_no, month_on, status, outcome, run_token, claimed_by,
                                    prompt_hash, reserved_amount, cost_amount, timeout_ms, detail)
  values (p_purpose, v_agent.name, v_agent.layer, v_model, p_work_item_id, p_revision_no, v_tried + 1, v_month_on,
          case when v_full is null then 'running' else 'ended' end, case when v_full is not null then 'over_budget' end,
          case when v_full is null then v_token end, case when v_full is null then p_incarnation end,
          encode(sha256(convert_to(v_system || E'\n' || v_user, 'UTF8')), 'hex'),
          case when v_full is null then v_reserved else 0 end, case when v_full is not null then 0 end, v_wait_ms,
          case when v_full is null then '{}' else jsonb_build_object('budgets', v_full, 'needed_usd', v_reserved) end);
  if v_full is not null then
    perform ops.alert_raise('warning', null, 'model', 'Batas biaya model tercapai',
      format(E'Bulan ini: %s.\nLaporan memakai teks baku, tidak ada yang tertunda. Batasnya di agent.budgets.',
        (select string_agg(format('%s %s dari %s USD', b ->> 'key', mart.number_text((b ->> 'used_usd')::numeric, 2), mart.number_text((b ->> 'limit_usd')::numeric, 2)), ', ') from jsonb_array_elements(v_full) b)),
      format('model:budget:%s:%s', v_full -> 0 ->> 'key', to_char(v_month_on, 'YYYY-MM')), '31 days');
  else
    return query select v_token, v_model, v_purpose.max_tokens, v_system, v_user, v_purpose.answer_schema, v_wait_ms;
  end if;
end;
$$;
comment on function agent.llm_begin(text, bigint, integer, uuid) is
  'Begins the next call of a model for a frozen revision: what to ask whom, and how long to wait. What it can cost is held back. No row: nobody is asked (off, answered already, being asked, no time left, no model left, no budget), and the text without a model stands.';
