create or replace function ops.doctor_machines()
returns table (line text, state text, says text, next_step text)
language sql stable
as $$
  select 'overseer', o.state, o.says, o.next_step from ops.overseer_state() o
  union all
  (select 'machine ' || m.key,
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
    order by m.key collate "C")
$$;
comment on function ops.doctor_machines() is 'Lines of doctor about the overseer, and about the machines that it asks, one for each. Internal.';
