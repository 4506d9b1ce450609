-- The one way to alert. The row stands in the caller's commit; planning its messages must never undo the caller's work,
-- so what goes wrong there is kept in the row and the minute run tries again.
create or replace function ops.alert_raise(
  p_severity text,
  p_department text,
  p_category text,
  p_title text,
  p_body text,
  p_dedupe_key text,
  p_window interval default '1 day'
)
returns bigint
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_rank constant text[] := '{info,warning,critical}';
  v_now timestamptz := util.now();
  v_key text := coalesce(nullif(p_dedupe_key, ''), p_category || ':' || p_title);
  v_alert ops.alerts;
  v_id bigint;
begin
  if p_severity is null or p_severity <> all (v_rank) or coalesce(trim(p_title), '') = '' or coalesce(trim(p_category), '') = '' then
    raise exception 'an alert needs a severity (info, warning, critical), a category and a title' using errcode = 'MD101';
  end if;

  for v_try in 1 .. 3 loop
    select a.* into v_alert from ops.alerts a where a.dedupe_key = v_key and a.is_current for update;
    if found then
      -- A warning that has become critical is news; the same again, or something milder, is not.
      if v_alert.window_ends_at > v_now and array_position(v_rank, p_severity) <= array_position(v_rank, v_alert.severity) then
        update ops.alerts a set hit_count = a.hit_count + 1, last_at = greatest(a.last_at, v_now) where a.id = v_alert.id;
        return v_alert.id;
      end if;
      update ops.alerts a set is_current = false where a.id = v_alert.id;
    end if;
    insert into ops.alerts (severity, department, category, title, body, dedupe_key, first_at, last_at, window_ends_at)
    values (p_severity, coalesce(nullif(p_department, ''), 'OPS'), p_category, p_title, coalesce(p_body, ''), v_key, v_now, v_now,
            v_now + coalesce(p_window, interval '1 day'))
    on conflict (dedupe_key) where is_current do nothing
    returning id into v_id;
    exit when v_id is not null;
  end loop;
  if v_id is null then
    raise exception 'alert % is being raised by others', v_key using errcode = '40001';
  end if;

  begin
    perform ops.alert_route(v_id);
  exception when others then
    update ops.alerts a set error = jsonb_build_object('code', sqlstate, 'message', sqlerrm, 'at', v_now) where a.id = v_id;
  end;
  return v_id;
end;
$$;
comment on function ops.alert_raise(text, text, text, text, text, text, interval) is
  'Raises an alert: info | warning | critical. The same dedupe key within the window is counted, not sent again, unless it got more severe. Answers the alert''s number. MD101.';
