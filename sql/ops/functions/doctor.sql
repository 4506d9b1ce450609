-- What doctor reads in the database, in one call. Whether a fact is good or bad is said here, not in the program.
create or replace function ops.doctor(p_client_now timestamptz)
returns table (line text, state text, says text, next_step text)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_skew numeric := extract(epoch from clock_timestamp() - p_client_now);
  v_version integer := current_setting('server_version_num')::integer / 10000;
  v_count bigint;
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not ask doctor', util.caller() using errcode = '42501';
  end if;
  return query select 'version', case when v_version between 15 and 18 then 'ok' else 'wrong' end, format('PostgreSQL %s', current_setting('server_version')),
    case when v_version between 15 and 18 then null else 'Use PostgreSQL 15 to 18.' end;
  return query select 'instance', 'ok', format('%s, clock %s', util.instance_kind(), case when exists (select from util.test_clock) then 'frozen' else 'runs' end), null::text;
  return query select 'clock', case when abs(v_skew) <= 5 then 'ok' else 'wrong' end, format('database and this machine differ by %s s', round(v_skew, 1)),
    case when abs(v_skew) <= 5 then null else 'Set both machines to network time (NTP).' end;

  select count(*) into v_count from pg_class c join pg_roles r on r.oid = c.relowner
   where r.rolsuper and c.relnamespace::regnamespace::text in ('util', 'ops', 'portal', 'raw', 'core', 'mart', 'agent', 'api', 'graphile_worker');
  return query select 'owners', case when v_count = 0 then 'ok' else 'wrong' end, format('%s objects belong to a superuser', v_count),
    case when v_count = 0 then null else 'Run `mandor deploy`; it is to be run as a user that may become mandor_owner.' end;

  select count(*) into v_count from ops.workers w
   where w.stopped_at is null and w.died_at is null and w.beat_at > clock_timestamp() - util.setting_interval('worker.silent_after');
  return query select 'workers', case when v_count > 0 then 'ok' else 'wrong' end, format('%s live', v_count),
    case when v_count > 0 then null else 'Start one: `mandor worker` or `mandor up`.' end;

  return query
    -- Slower is a person's choice, and a test or demo meets only the sandbox; faster is refused by a real vendor.
    select 'rates', case when x.is_faster and util.instance_kind() in ('production', 'development') then 'wrong' else 'ok' end,
           case when x.keys is null then 'as shipped' else 'not as shipped: ' || x.keys end,
           case when x.is_faster and util.instance_kind() in ('production', 'development')
                then 'A sandbox that was killed leaves its rate behind: update ops.rate_keys set min_gap = default_min_gap where default_min_gap <> min_gap; if a person set it, the vendor may refuse requests.' end
      from (
        select string_agg(format('%s %s ms instead of %s ms', r.key, round(extract(epoch from r.min_gap) * 1000, 1), round(extract(epoch from r.default_min_gap) * 1000, 1)), ', ' order by r.key collate "C") as keys,
               coalesce(bool_or(r.min_gap < r.default_min_gap), false) as is_faster
          from ops.rate_keys r where r.min_gap <> r.default_min_gap
      ) x;

  select count(*) into v_count from ops.v_dead_jobs;
  return query select 'dead jobs', case when v_count = 0 then 'ok' else 'wrong' end, format('%s out of attempts', v_count),
    case when v_count = 0 then null else 'select * from ops.v_dead_jobs names them.' end;
  select count(*) into v_count from ops.v_orphans;
  return query select 'orphans', case when v_count = 0 then 'ok' else 'wrong' end, format('%s waiting rows without a wake-up', v_count),
    case when v_count = 0 then null else 'select * from ops.v_orphans names them. This is a bug of ours: report it.' end;
  select count(*) into v_count from raw.load_history h where h.status = 'quarantined';
  return query select 'loads', case when v_count = 0 then 'ok' else 'wrong' end, format('%s quarantined', v_count),
    case when v_count = 0 then null else '`mandor status` says why; pull again when the source is mended.' end;
  select count(*) into v_count from ops.outbox x where x.status in ('failed', 'unknown');
  return query select 'outbox', case when v_count = 0 then 'ok' else 'wrong' end, format('%s failed or unknown', v_count),
    case when v_count = 0 then null else 'Look into the recipient''s mailbox, then decide with ops.outbox_resolve.' end;
  select count(*) into v_count from ops.job_definitions d
   where d.makes_work_item and d.is_enabled and d.pic_id is null
     and not exists (select from ops.recipients r where r.key = d.recipient_key and r.is_active);
  return query select 'recipients', case when v_count = 0 then 'ok' else 'wrong' end, format('%s reports that nobody receives', v_count),
    case when v_count = 0 then null else 'Set pic_id in ops.job_definitions, or add rows to ops.recipients.' end;
  select count(*) into v_count
    from ops.job_definitions d
    join ops.recipients r on r.key = d.recipient_key and r.is_active and not r.is_test
   where d.key = 'director.morning' and d.is_enabled;
  return query select 'director', case when v_count > 0 then 'ok' else 'off' end,
    case when v_count > 0 then format('%s addresses are told in the morning', v_count)
         else 'nobody is told whom to follow up: add rows with the key director to ops.recipients' end, null::text;
  return query
    select 'secrets', case when x.bad is null then 'ok' else 'wrong' end,
           case when x.bad is null then format('%s in use, the oldest since %s', x.n, coalesce(x.since_on::text, 'never')) else x.bad end,
           case when x.bad is not null then 'Renew them, then set issued_on (and expires_on) in ops.credentials.' end
      from (
        select (select count(*) from ops.credentials c where c.seen_at is not null) as n,
               (select min(coalesce(c.issued_on, util.local_date(c.first_seen_at))) from ops.credentials c where c.seen_at is not null) as since_on,
               (select string_agg(m.says, '; ' order by m.says)
                  from (select 'credential_old' as rule, c.value, format('%s is %s days over its age', c.subject, c.value) as says from ops.v_metric_credentials_old c
                        union all
                        select 'credential_expiring', c.value, format('%s ends in %s days', c.subject, c.value) from ops.v_metric_credentials_expiring c) m
                  join ops.alert_rules r on r.key = m.rule
                 where ops.alert_rule_holds(coalesce(r.predicate, r.default_predicate), m.value)) as bad
      ) x;
  return query
    select 'approvers', case when x.nobody is null then 'ok' else 'wrong' end,
           case when x.nobody is null then format('%s reports are signed before they go out', x.n) else 'nobody can sign ' || x.nobody end,
           case when x.nobody is not null then 'Name an active pic_id (and backup_id) in ops.job_definitions, or fill in tugas.csv and run `mandor init`.' end
      from (
        select count(*) as n, string_agg(d.key, ', ' order by d.key collate "C") filter (where not ops.definition_is_signable(d.key)) as nobody
          from ops.job_definitions d where d.makes_work_item and d.is_enabled and d.requires_approval
      ) x;
  return query
    select 'Notion ' || s.key, case when s.database_id is null then 'off' when s.problems = '{}' then 'ok' else 'wrong' end,
           case when s.database_id is null then format('set ops.notion_sources.database_id of "%s"', s.key)
                when s.problems <> '{}' then array_to_string(s.problems, '; ')
                when s.checked_at is null then 'its columns were not looked at yet'
                else format('columns as expected, %s pages', (select count(*) from ops.notion_pages p where p.source_key = s.key)) end,
           case when s.problems <> '{}' then 'Mend the columns in Notion; the pages fill themselves.' end
      from ops.notion_sources s where not s.is_test order by s.kind desc;
  return query select 'overseer', o.state, o.says, o.next_step from ops.overseer_state() o;
  return query
    select 'machine ' || m.key,
           case when not ops.machine_may_be_asked(m) then 'off' when r.runbook is null or i.id is not null or x.verdict not in ('ok', 'starting') then 'wrong' else 'ok' end,
           case when not m.is_enabled then 'switched off' when not ops.machine_may_be_asked(m) then 'a real one, and test mode is on'
                when r.runbook is null then format('there are no steps for its runbook %s', m.runbook)
                when i.id is not null then format('incident %s is %s: %s', i.id, i.status, i.says)
                when x.verdict is null then 'not asked yet' else format('%s (%s)', x.says, ops.explain_time(x.finished_at)) end,
           case when i.status = 'exhausted' then format('Mend it, then: mandor incidents close %s --note "what was mended".', i.id)
                when r.runbook is null and ops.machine_may_be_asked(m) then 'Correct runbook in ops.machines; ops.runbook_steps lists what there is.'
                when x.verdict not in ('ok', 'starting') then 'ops.incident_steps has its answers.' end
      from ops.machines m
      left join (select distinct s.runbook from ops.runbook_steps s) r on r.runbook = m.runbook
      left join ops.incidents i on i.machine_key = m.key and i.status <> 'closed'
      left join lateral (
        select s.verdict, s.says, s.finished_at from ops.incident_steps s
         where s.machine_key = m.key and s.step = 'health' and s.status = 'done' order by s.id desc limit 1
      ) x on true
     order by m.key collate "C";
  return query
    select 'cross-check', case when c.id is null then 'off' when c.status = 'differs' then 'wrong' else 'ok' end,
           case when c.id is null then 'no report was checked yet'
                else format('%s %s: %s%s', w.definition_key, w.business_date, case c.status when 'clean' then c.compared_values || ' figures agree' when 'differs' then c.differing_values || ' of ' || c.compared_values || ' figures differ' else 'not checked' end,
                       case c.source_status when 'not_checked' then ', the source was not checked: ' || c.source_reason when 'moved' then ', part of the sample has moved at the source' when 'differs' then ', the source differs' else ', the source agrees' end) end,
           case when c.status = 'differs' then format('`mandor explain cross_check %s` names the rows.', c.id) end
      from (select 1) x
      left join lateral (select k.* from ops.cross_checks k where k.status <> 'running' order by k.id desc limit 1) c on true
      left join ops.work_items w on w.id = c.work_item_id;
  return query
    select 'models', case when x.wrong is not null then 'wrong' when x.models = 0 then 'off' else 'ok' end,
           coalesce(x.wrong, format('%s USD of %s spent this month, prices as of %s%s', round(x.spent, 2), trim_scale(x.most), x.priced_on,
             case when x.over > 0 then format(', %s budgets used up', x.over) else '' end)),
           case when x.wrong is not null then 'Look at agent.models and agent.model_prices: choose another model, or set retired_at to NULL.' end
      from (
        select count(*) filter (where m.is_enabled) as models, p.priced_on, s.spent, s.most, s.over,
               string_agg(format('%s %s', m.id, case when m.retired_at is not null then 'is not offered any more' else 'has no price' end), ', ' order by m.chain_position)
                 filter (where m.is_enabled and (m.retired_at is not null or agent.llm_cost(m.id, util.local_date((select util.now())), 0, 0) is null)) as wrong
          from agent.models m
         cross join (select max(q.valid_on) as priced_on from agent.model_prices q) p
         cross join (select max(v.spent_usd) filter (where v.agent_name = 'all') as spent, max(v.limit_usd) filter (where v.agent_name = 'all') as most,
                            count(*) filter (where v.share >= 1) as over from agent.v_llm_spend v) s
         group by p.priced_on, s.spent, s.most, s.over
      ) x;
  select count(*) into v_count from ops.alert_routes a
   where a.is_enabled and a.severity <> 'info'
     and exists (select from ops.recipients r where (r.key = a.recipient_key or r.key like a.recipient_key || '.%') and r.is_active and not r.is_test);
  return query select 'alerts', case when v_count > 0 then 'ok' else 'off' end,
    case when v_count > 0 then format('%s routes of warnings and critical alerts reach somebody', v_count)
         else 'nobody is told: add rows alerts.main and alerts.direct to ops.recipients' end, null::text;
end;
$$;
comment on function ops.doctor(timestamptz) is 'Health of the database side: one row per line of doctor. state ok | off | wrong.';
