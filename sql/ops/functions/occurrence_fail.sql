create or replace function ops.occurrence_fail(p_run_token uuid, p_error jsonb, p_is_final boolean)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_id bigint;
begin
  select o.id into v_id from ops.occurrences o where o.run_token = p_run_token for update;
  if not found then
    return 'not_mine';
  end if;
  if exists (select from ops.work_items w where w.run_token = p_run_token) then
    raise exception 'run % belongs to a work item', v_id using errcode = 'MD201', hint = 'End it with ops.work_item_fail.';
  end if;
  return ops.occurrence_give_back(v_id, p_error, p_is_final);
end;
$$;
comment on function ops.occurrence_fail(uuid, jsonb, boolean) is 'A run has failed: failed (final) | expected (a retry may start it again) | not_mine.';
