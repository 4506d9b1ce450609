create or replace function agent.sops_diff(p_files jsonb)
returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_problems jsonb := (select jsonb_agg(to_jsonb(p) order by p.path, p.at) from agent.sops_problems(p_files) p);
begin
  if v_problems is not null then
    return jsonb_build_object('status', 'refused', 'problems', v_problems);
  end if;
  return jsonb_build_object('status', 'planned', 'sops', coalesce((select jsonb_agg(to_jsonb(p)) from agent.sops_plan(p_files) p), '[]'));
end;
$$;
comment on function agent.sops_diff(jsonb) is 'What agent.sops_sync would do with these files, and nothing else: {status: planned | refused, sops, problems}.';
