create or replace function agent.budgets_of(p_agent text, p_layer integer, p_month_on date)
returns table (key text, title text, limit_amount numeric, used_amount numeric)
language sql stable
as $$
  select b.key, b.title, coalesce(b.limit_amount, b.default_limit_amount), coalesce(c.used, 0)
    from agent.budgets b
    left join lateral (
      select sum(coalesce(c.cost_amount, c.reserved_amount)) as used
        from agent.llm_calls c
       where c.month_on = p_month_on and (b.layer is null or c.layer = b.layer) and (b.agent is null or c.agent = b.agent)
    ) c on true
   where (b.layer is null or b.layer = p_layer) and (b.agent is null or b.agent = p_agent)
$$;
comment on function agent.budgets_of(text, integer, date) is 'The budgets that a call of this agent must fit into, with what is spent and held back in that month.';
