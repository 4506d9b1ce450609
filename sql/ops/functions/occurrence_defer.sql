-- The source is away or asks for time. The run gives its row back with a timer, and the job ends well: a job that fails
-- for somebody else's outage would use up its attempts and hide real errors. Each time it waits longer, up to half an
-- hour; when it could not be in time any more, it fails and is alerted.
create or replace function ops.occurrence_defer(p_run_token uuid, p_seconds numeric, p_reason text)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_row ops.occurrences;
  v_until timestamptz;
  v_deadline timestamptz;
  v_error jsonb := jsonb_build_object('code', 'deferred', 'message', coalesce(p_reason, 'no reason given'));
begin
  select o.* into v_row from ops.occurrences o where o.run_token = p_run_token for update;
  if not found then
    return 'not_mine';
  end if;
  if exists (select from ops.work_items w where w.run_token = p_run_token) then
    raise exception 'run % belongs to a work item', v_row.id using errcode = 'MD201', hint = 'Put it off with ops.work_item_defer.';
  end if;
  v_until := util.now() + ops.defer_for(v_row.deferrals, p_seconds);
  select greatest(v_row.slot_at, v_row.created_at) + coalesce(d.latest_start, interval '2 hours') + d.max_duration into strict v_deadline
    from ops.job_definitions d where d.key = v_row.definition_key;
  if v_until > v_deadline then
    perform ops.alert_raise('critical', 'OPS', 'deferred', format('%s %s gagal: sumber tidak menjawab', v_row.definition_key, v_row.business_date),
      format('Ditunda %s kali sejak %s. %s', v_row.deferrals, v_row.slot_at at time zone 'Asia/Jakarta', p_reason), format('deferred_out:%s', v_row.id));
    return ops.occurrence_give_back(v_row.id, v_error, true);
  end if;
  update ops.occurrences o
     set status = 'expected', run_token = null, claimed_by = null, error = v_error,
         deferred_until = v_until, deferrals = o.deferrals + 1
   where o.id = v_row.id;
  return 'deferred';
end;
$$;
comment on function ops.occurrence_defer(uuid, numeric, text) is 'A run cannot go on now: deferred (a timer starts it again, in p_seconds or later) | failed (it could not be in time any more) | not_mine. The job then ends well.';
