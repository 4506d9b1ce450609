create or replace function ops.report_loads(p_definition_key text, p_business_date date)
returns table (load_id bigint, kind text, entity text)
language sql stable
as $$
  select h.load_id, h.kind, h.entity
    from ops.job_definitions d
    join raw.load_history h on h.business_date = p_business_date and h.status = 'accepted'
   where d.key = p_definition_key and d.needs && raw.load_definitions(h.kind, h.entity)
$$;
comment on function ops.report_loads(text, date) is 'The accepted loads of a business date that a report needs.';
