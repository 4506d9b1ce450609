create or replace function ops.outbox_timer(p_wakeup_id bigint)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_row ops.outbox;
begin
  select o.* into v_row from ops.outbox o where o.wakeup_id = p_wakeup_id for update;
  if not found or v_row.next_at > util.now() then
    return 'not_due';
  end if;
  if v_row.status = 'unknown' then
    return ops.outbox_reconcile(v_row.id);
  end if;
  update ops.outbox o set next_at = null where o.id = v_row.id;
  perform ops.jobs_add('deliver/' || v_row.channel, 'outbox', array[v_row.id::text],
    case v_row.severity when 'critical' then 9 when 'warning' then 7 else 5 end);
  return 'planned';
end;
$$;
comment on function ops.outbox_timer(bigint) is 'The time of an effect has come: a planned one gets its job, an unknown one is decided. not_due when it waits no more.';
