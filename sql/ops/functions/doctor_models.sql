create or replace function ops.doctor_models()
returns table (line text, state text, says text, next_step text)
language sql stable
as $$
  select 'models', case when x.wrong is not null then 'wrong' when x.models = 0 then 'off' else 'ok' end,
         coalesce(x.wrong, format('%s USD of %s spent this month, prices as of %s%s', round(x.spent, 2), trim_scale(x.most), x.priced_on,
           case when x.over > 0 then format(', %s budgets used up', x.over) else '' end)),
         case when x.wrong is not null then 'Look at agent.models and agent.model_prices: choose another model, or set retired_at to NULL.' end
    from (
      select count(*) filter (where m.is_enabled) as models, p.priced_on, s.spent, s.most, s.over,
             string_agg(format('%s %s', m.id, case when m.retired_at is not null then 'is not offered any more' else 'has no price' end), ', ' order by m.chain_position)
               filter (where m.is_enabled and (m.retired_at is not null or agent.llm_cost(m.id, util.local_date((select util.now())), 0, 0) is null)) as wrong
        from agent.models m
       cross join (select max(q.valid_on) as priced_on from agent.model_prices q) p
       cross join (select max(v.spent_usd) filter (where v.agent_name = 'all') as spent, max(v.limit_usd) filter (where v.agent_name = 'all') as most,
                          count(*) filter (where v.share >= 1) as over from agent.v_llm_spend v) s
       group by p.priced_on, s.spent, s.most, s.over
    ) x
$$;
comment on function ops.doctor_models() is 'Line of doctor about the models: what was spent, or which of them cannot be asked. Internal.';
