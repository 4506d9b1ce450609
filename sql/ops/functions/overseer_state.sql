-- Who watches the watchman: a look that does not come is silent by nature, so each reason for it is a line of its own.
create or replace function ops.overseer_state()
returns table (state text, says text, next_step text)
language sql stable
as $$
  select case when not x.is_enabled or not x.is_active then case when x.machines > 0 then 'wrong' else 'off' end
              when x.pause_id is not null then 'off' when x.late_since is not null then 'wrong' else 'ok' end,
         case when not x.is_enabled then format('job %s is switched off: nobody watches the agents%s', x.key, x.and_machines)
              when not x.is_active then format('agent %s is inactive: nobody watches the agents%s', x.agent, x.and_machines)
              when x.pause_id is not null then format('paused by %s since %s: %s', x.paused_by, ops.explain_time(x.paused_at), x.note)
              when x.late_since is not null then format('has not looked since %s', coalesce(ops.explain_time(x.last_at), 'it was installed'))
              when x.last_at is null then 'has not looked yet'
              else format('looked at %s: %s', ops.explain_time(x.last_at), coalesce(x.found, '-')) end,
         case when not x.is_enabled then format('Set is_enabled of %s in ops.job_definitions.', x.key)
              when not x.is_active then format('Set is_active of %s in agent.profiles.', x.agent)
              when x.pause_id is not null then null
              when x.late_since is not null then format('`mandor status` says what its run waits for; `mandor run %s` looks now.', x.key) end
    from (
      select d.key, d.agent, d.is_enabled, a.is_active, p.id as pause_id, p.paused_by, p.paused_at, p.note, l.finished_at as last_at, l.note as found,
             (select v.expected_by from ops.v_stale_agents v where v.key = d.key) as late_since,
             w.machines, case when w.machines > 0 then format(' and %s machines', w.machines) else '' end as and_machines
        from ops.job_definitions d
        join agent.profiles a on a.name = d.agent
       cross join (select count(*) as machines from ops.machines m where ops.machine_may_be_asked(m)) w
        left join lateral ops.paused(d.agent, d.key, null) p on true
        left join lateral (
          select o.finished_at, o.note from ops.occurrences o where o.definition_key = d.key and o.status in ('done', 'late') order by o.finished_at desc, o.id desc limit 1
        ) l on true
       where d.key = 'overseer.watch'
    ) x;
$$;
comment on function ops.overseer_state() is 'Does the overseer look? ok | off (paused, or there is nothing to watch) | wrong, in words, and what to do.';
