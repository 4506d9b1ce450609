create or replace function ops.machine_may_be_asked(p_machine ops.machines)
returns boolean
language sql stable
as $$
  select p_machine.is_enabled and (p_machine.is_test
    or not (util.setting('outbox.test_mode') = 'true'
            or (select d.test_mode or a.test_mode from ops.job_definitions d join agent.profiles a on a.name = d.agent where d.key = 'overseer.watch')));
$$;
comment on function ops.machine_may_be_asked(ops.machines) is 'False: it is switched off, or test mode is on and it is a real one.';
