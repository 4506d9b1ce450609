create view ops.v_stale_agents with (security_invoker) as
select d.agent, d.key, d.title, g.last_at, g.last_at at time zone 'Asia/Jakarta' as last_wib, g.last_status,
       coalesce(g.last_at, d.created_at) + d.expected_every + d.grace as expected_by,
       (select util.now()) - (coalesce(g.last_at, d.created_at) + d.expected_every + d.grace) as late_by,
       a.machine
  from ops.job_definitions d
  join agent.profiles a on a.name = d.agent and a.is_active
  left join lateral (
    select h.at as last_at, h.status as last_status
      from ops.heartbeats h
     where h.definition_key = d.key and h.status in ('done', 'late')
     order by h.at desc
     limit 1
  ) g on true
 where d.is_enabled and d.expected_every is not null and d.cron is not null
   and coalesce(g.last_at, d.created_at) + d.expected_every + d.grace < (select util.now());
comment on view ops.v_stale_agents is 'Agents from which a scheduled success is overdue: expected_every + grace have passed since the last one. Silence is the signal.';
