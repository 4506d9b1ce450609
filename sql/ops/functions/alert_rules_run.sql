create or replace function ops.alert_rules_run(p_is_forced boolean default false)
returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_now timestamptz := util.now();
  v_rule ops.alert_rules;
  v_row record;
  v_count integer := 0;
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not run the rules', util.caller() using errcode = '42501';
  end if;
  for v_rule in
    select r.* from ops.alert_rules r
     where r.is_enabled
       -- A clock that was set back must not silence a rule.
       and (p_is_forced or r.checked_at is null or r.checked_at <= v_now - r.check_every or r.checked_at > v_now)
     order by r.key
       for update skip locked
  loop
    begin
      -- The view's name is checked by the table: schema.v_name, nothing else.
      for v_row in execute format('select m.subject, m.value, m.title, m.body from %s m order by m.subject', v_rule.metric_view) loop
        continue when ops.alert_rule_holds(coalesce(v_rule.predicate, v_rule.default_predicate), v_row.value) is not true;
        perform ops.alert_raise(coalesce(v_rule.severity, v_rule.default_severity), v_rule.department, v_rule.category,
          v_row.title, v_row.body, format('rule:%s:%s', v_rule.key, v_row.subject), v_rule.window_length);
        v_count := v_count + 1;
      end loop;
      update ops.alert_rules r set checked_at = v_now, error = null where r.key = v_rule.key;
    exception when others then
      -- One rule that cannot be computed must not silence the others, nor be silent itself.
      update ops.alert_rules r set checked_at = v_now, error = jsonb_build_object('code', sqlstate, 'message', sqlerrm) where r.key = v_rule.key;
      perform ops.alert_raise('warning', 'OPS', 'rule', format('Aturan peringatan %s tidak dapat dihitung', v_rule.key), sqlerrm, 'rule-error:' || v_rule.key);
    end;
  end loop;
  return v_count;
end;
$$;
comment on function ops.alert_rules_run(boolean) is 'Looks at every rule that is due (all when forced) and raises an alert for each subject that fulfils it. How many.';
