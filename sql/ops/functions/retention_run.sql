create or replace function ops.retention_run(p_is_forced boolean default false)
returns bigint
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_now timestamptz := util.now();
  v_rule ops.retention_rules;
  v_before timestamptz;
  v_count integer;
  v_total bigint := 0;
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not delete what is old', util.caller() using errcode = '42501';
  end if;
  -- One batch of each rule in a call: a transaction of minutes would keep dead rows alive everywhere else. A rule with
  -- more to delete is due again at once, one that has nothing more waits a day.
  for v_rule in
    select r.* from ops.retention_rules r
     where r.is_enabled and (p_is_forced or r.ran_at is null or r.ran_at <= v_now - interval '1 day' or r.ran_at > v_now)
     order by r.key
       for update skip locked
  loop
    begin
      v_before := v_now - coalesce(v_rule.keep, v_rule.default_keep);
      v_count := ops.retention_delete(v_rule.key, v_before, v_rule.batch_size);
      update ops.retention_rules r
         set ran_at = case when v_count < r.batch_size then v_now end, deleted_count = r.deleted_count + v_count, error = null
       where r.key = v_rule.key;
      if v_count > 0 then
        perform ops.journal_write('retention', v_rule.key, 'delete', jsonb_build_object('rows', v_count, 'before', v_before));
      end if;
      v_total := v_total + v_count;
    exception when others then
      update ops.retention_rules r set ran_at = v_now, error = jsonb_build_object('code', sqlstate, 'message', sqlerrm) where r.key = v_rule.key;
      perform ops.alert_raise('warning', 'OPS', 'retention', format('%s tidak dapat dibersihkan', v_rule.key), sqlerrm, 'retention:' || v_rule.key);
    end;
  end loop;
  return v_total;
end;
$$;
comment on function ops.retention_run(boolean) is 'Deletes one batch of every rule that is due (of all when forced), and writes into the journal what was deleted. How many rows.';
