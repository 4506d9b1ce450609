create or replace function ops.review_overseer(p_agent text)
returns text
language sql stable
as $$
  select o.name
    from agent.profiles a
    join agent.profiles o on o.layer = 2 and o.is_active and (o.department = a.department or o.department is null)
   where a.name = p_agent
   order by o.department is null, o.name
   limit 1
$$;
comment on function ops.review_overseer(text) is 'The overseer (layer 2) that reviews what an agent makes: that of its department, else the shared one. NULL: none is active.';
