create or replace function ops.incident_well(p_id bigint, p_facts jsonb, p_why text)
returns void
language plpgsql volatile
as $$
begin
  perform ops.incident_happen(p_id, case i.status when 'open' then 'healthy' else 'verify' end, p_why, 'schedule') from ops.incidents i where i.id = p_id;
  update ops.incidents i set facts = i.facts || jsonb_strip_nulls(jsonb_build_object('ts', p_facts -> 'ts', 'warnings', p_facts -> 'warnings')) where i.id = p_id;
  perform ops.incident_ask(p_id);
end;
$$;
comment on function ops.incident_well(bigint, jsonb, text) is 'The machine is well: what is left is its schedule. The caller holds the locks.';
