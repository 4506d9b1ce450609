create or replace function agent.sop_bindings()
returns table (sop_name text, parameter text, setting text, review_check text, number text, value jsonb)
language sql stable
as $$
  select s.name, p.key, p.value ->> 'setting', p.value ->> 'review_check',
         case when p.value ? 'review_check' then coalesce(p.value ->> 'number', p.key) end, p.value -> 'value'
    from agent.skills s cross join jsonb_each(s.activation_condition -> 'parameters') as p (key, value)
   where s.is_active and p.value ?| '{setting,review_check}'
$$;
comment on function agent.sop_bindings() is 'Parameters of active SOPs that stand in a row of ops.settings or ops.review_checks. Internal.';
