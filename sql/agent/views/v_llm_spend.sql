create view agent.v_llm_spend with (security_invoker) as
select coalesce(b.agent, b.key) as agent_name, m.month, s.spent_usd, coalesce(b.limit_amount, b.default_limit_amount) as limit_usd,
       case when coalesce(b.limit_amount, b.default_limit_amount) > 0 then s.spent_usd / coalesce(b.limit_amount, b.default_limit_amount)
            when s.spent_usd > 0 then 1 else 0 end as share,
       b.title
  from agent.budgets b
 cross join (select date_trunc('month', util.local_date((select util.now())))::date as month) m
 cross join lateral (
   select coalesce(sum(c.cost_amount), 0) as spent_usd
     from agent.llm_calls c
    where c.month_on = m.month and c.status = 'ended' and (b.layer is null or c.layer = b.layer) and (b.agent is null or c.agent = b.agent)
 ) s;
comment on view agent.v_llm_spend is 'What models have cost this month (Jakarta, USD) against each budget: all, layer.<n>, or the name of an agent. share: 1 = spent.';
