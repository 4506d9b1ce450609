create or replace function agent.sops_bind()
returns void
language plpgsql volatile
as $$
begin
  update ops.settings s
     set sop_value = b.value, sop_name = b.sop_name
    from (select x.key, b.value #>> '{}' as value, b.sop_name
            from ops.settings x left join agent.sop_bindings() b on b.setting = x.key) b
   where b.key = s.key and (s.sop_value, s.sop_name) is distinct from (b.value, b.sop_name);
  update ops.review_checks c
     set sop_params = b.params
    from (select x.key, coalesce(jsonb_object_agg(b.number, b.value) filter (where b.number is not null), '{}') as params
            from ops.review_checks x left join agent.sop_bindings() b on b.review_check = x.key group by x.key) b
   where b.key = c.key and c.sop_params is distinct from b.params;
end;
$$;
comment on function agent.sops_bind() is 'Writes the parameters of active SOPs into the rows that they stand in, and takes out those that no SOP carries any more. Internal.';
