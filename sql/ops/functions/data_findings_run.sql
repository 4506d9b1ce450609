-- A source is due when its time has come or when the loads no longer stand as it last saw them: compared as counts, because
-- a load's time is that of the beginning of its transaction, which may lie before a look that could not see it yet.
create or replace function ops.data_findings_run(p_is_forced boolean default false)
returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_now timestamptz := util.now();
  v_loads text;
  v_source ops.finding_sources;
  v_count integer;
  v_total integer := 0;
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not look for findings', util.caller() using errcode = '42501';
  end if;
  -- Who comes second has nothing to add; a report that needs the newest state waits.
  if p_is_forced then
    perform pg_advisory_xact_lock(hashtextextended('ops.data_findings', 0));
  elsif not pg_try_advisory_xact_lock(hashtextextended('ops.data_findings', 0)) then
    return 0;
  end if;
  select string_agg(x.status || ' ' || x.n || ' ' || x.newest, ', ' order by x.status) into v_loads
    from (select h.status, count(*) as n, max(h.load_id) as newest from raw.load_history h
           where h.status in ('accepted', 'quarantined', 'rejected', 'superseded') group by h.status) x;

  for v_source in
    select s.* from ops.finding_sources s
     where s.is_enabled
       -- A clock that was set back must not silence a source.
       and (p_is_forced or s.checked_at is null or s.checked_at <= v_now - s.check_every or s.checked_at > v_now
            or s.seen_loads is distinct from coalesce(v_loads, ''))
     order by s.key
       for update
  loop
    begin
      -- The view's name is checked by the table: schema.v_finding_name, nothing else. As jsonb, so that a view
      -- may name several kinds (finding) and speak in one sentence (detail without title), and use the words of load checks.
      execute format($query$
        with found as (
          select distinct on (x.subject) x.subject, coalesce(x.j ->> 'title', x.j ->> 'detail', x.subject) as title,
                 case when x.j ? 'title' then x.j ->> 'detail' end as detail, coalesce($3, x.severity, $4) as severity
            from (
              select to_jsonb(m) as j, concat_ws(':', nullif(to_jsonb(m) ->> 'finding', ''), nullif(to_jsonb(m) ->> 'subject', '')) as subject,
                     case to_jsonb(m) ->> 'severity' when 'critical' then 'critical' when 'block' then 'critical' when 'warning' then 'warning'
                       when 'warn' then 'warning' when 'info' then 'info' when 'note' then 'info' end as severity
                from %s m) x
           where x.j ->> 'subject' <> ''
           order by x.subject, array_position(array['critical', 'warning', 'info'], x.severity), x.j::text
        ), seen as (
          insert into ops.data_findings as f (finding_key, source_key, subject, severity, title, detail, first_seen_at, opened_at, last_seen_at)
          select $1 || ':' || n.subject, $1, n.subject, n.severity, n.title, n.detail, $2, $2, $2 from found n order by n.subject
          on conflict (finding_key) do update
             set severity = excluded.severity, title = excluded.title, detail = excluded.detail,
                 opened_at = case when f.resolved_at is null then f.opened_at else greatest($2, f.resolved_at) end,
                 last_seen_at = greatest($2, f.last_seen_at, f.resolved_at),
                 reopened_count = f.reopened_count + (f.resolved_at is not null)::integer,
                 resolved_at = null
          returning 1
        ), gone as (
          update ops.data_findings f set resolved_at = greatest($2, f.last_seen_at)
           where f.source_key = $1 and f.resolved_at is null
             and not exists (select from found n where n.subject = f.subject)
          returning 1
        )
        select (select count(*) from seen) + (select count(*) from gone) $query$, v_source.view_name)
        into v_count
        using v_source.key, v_now, v_source.severity, v_source.default_severity;
      v_total := v_total + v_count;
      update ops.finding_sources s set checked_at = v_now, seen_loads = coalesce(v_loads, ''), error = null where s.key = v_source.key;
    exception when others then
      -- What is open stays open: a source that cannot be looked at has not become clean.
      update ops.finding_sources s
         set checked_at = v_now, seen_loads = coalesce(v_loads, ''), error = jsonb_build_object('code', sqlstate, 'message', sqlerrm)
       where s.key = v_source.key;
      perform ops.alert_raise('warning', 'OPS', 'rule', format('Temuan data %s tidak dapat dihitung', v_source.key), sqlerrm, 'finding-error:' || v_source.key);
    end;
  end loop;
  return v_total;
end;
$$;
comment on function ops.data_findings_run(boolean) is 'Brings ops.data_findings up to date with every source that is due (all when forced): new and known ones are seen, gone ones resolved, returning ones reopened. How many rows it wrote.';
