create or replace function ops.watch_run()
returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_count integer;
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not watch', util.caller() using errcode = '42501';
  end if;
  -- One at a time; who comes second has nothing to add.
  if not pg_try_advisory_xact_lock(7261012) then
    return 0;
  end if;
  perform ops.data_findings_run();
  v_count := ops.alert_rules_run() + ops.alerts_sweep();
  perform ops.notion_sweep();
  return v_count;
end;
$$;
comment on function ops.watch_run() is 'Each minute, by any worker: findings about the data, rules, messages of alerts, then what Notion has to show. How many alerts and messages.';
