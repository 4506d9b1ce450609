-- The whole look of the overseer in one call. Asking the machines is left to jobs of their own, so one that hangs holds up nothing.
create or replace function ops.overseer_run(p_run_token uuid)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_wrong text;
  v_machine ops.machines;
  v_agents text;
  v_asked integer := 0;
  v_note text;
begin
  if not ops.caller_is_staff() then
    raise exception 'role % is no overseer', util.caller() using errcode = '42501';
  end if;
  perform from ops.occurrences o where o.run_token = p_run_token and o.definition_key = 'overseer.watch';
  if not found then
    return 'not_mine';
  end if;
  select string_agg(c.says, '; ' order by c.item collate "C", c.subject collate "C") into v_wrong from ops.overseer_checklist() c;
  select count(*) into v_asked from ops.machines m where ops.machine_may_be_asked(m);
  v_note := coalesce('ada masalah: ' || left(v_wrong, 1000), 'HEARTBEAT_OK') || case when v_asked > 0 then format(' (%s mesin ditanya)', v_asked) else '' end;
  -- First the run, then the machines: its lock of the date comes before all others.
  if ops.occurrence_finish(p_run_token, v_note) = 'not_mine' then
    return 'not_mine';
  end if;
  for v_machine in select m.* from ops.machines m order by m.key collate "C" for no key update loop
    continue when not ops.machine_may_be_asked(v_machine)
      or exists (select from ops.incidents i where i.machine_key = v_machine.key and i.status <> 'closed')
      or exists (select from ops.incident_steps s where s.machine_key = v_machine.key and s.status in ('planned', 'running'));
    -- A silence is taken up once, from the moment at which it began: another agent's of the same machine is another one.
    select string_agg(format('%s diam sejak %s', s.title, coalesce(to_char(s.last_wib, 'YYYY-MM-DD HH24:MI') || ' WIB', 'awal')), '; ' order by s.key collate "C") into v_agents
      from ops.v_stale_agents s
     where s.machine = v_machine.key
       and not exists (select from ops.incidents i where i.machine_key = v_machine.key and i.cause = 'silence' and i.opened_at >= s.expected_by);
    if v_agents is not null then
      perform ops.incident_ask(ops.incident_open(v_machine.key, 'silence', v_agents));
    else
      perform ops.step_add(v_machine.key, null, 'health', null, false);
    end if;
  end loop;
  return v_note;
end;
$$;
comment on function ops.overseer_run(uuid) is
  'The look of the overseer: the checklist is noted in the run, HEARTBEAT_OK when nothing is wrong, and each machine is asked how it is; one whose agents are silent gets an incident. The note, or not_mine.';
