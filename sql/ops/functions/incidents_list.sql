create or replace function ops.incidents_list(p_days integer default 7)
returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not read incidents', util.caller() using errcode = '42501';
  end if;
  return (
    select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'machine', i.machine_key, 'title', m.title, 'department', coalesce(m.department, 'OPS'),
             'status', i.status, 'phase', i.phase, 'cause', i.cause, 'found', f.why, 'says', i.says, 'restarts', i.restart_count,
             'failed', (select count(*) from ops.incident_history h where h.incident_id = i.id and h.event = 'recovery_failed'),
             'opened_at', i.opened_at, 'verified_at', i.verified_at, 'closed_at', i.closed_at,
             'closed_by', case when i.status = 'closed' and i.actor_kind = 'operator' then i.actor end, 'next_at', w.due_at)
             order by i.status = 'closed', case when i.status = 'closed' then -i.id else i.id end), '[]')
      from ops.incidents i
      join ops.machines m on m.key = i.machine_key
      left join ops.wakeups w on w.id = i.wakeup_id
     cross join lateral (select h.why from ops.incident_history h where h.incident_id = i.id order by h.id limit 1) f
     where i.status <> 'closed' or i.closed_at > util.now() - make_interval(days => p_days));
end;
$$;
comment on function ops.incidents_list(integer) is 'Incidents that are open, oldest first, then those closed in the last days, newest first: one JSON array.';
