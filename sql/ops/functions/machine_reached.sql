create or replace function ops.machine_reached(p_machine ops.machines)
returns text
language sql stable
as $$
  select format('%s@%s:%s%s %s %s', p_machine.login, p_machine.host, p_machine.port, coalesce('/' || p_machine.rescue_port, ''),
    p_machine.runbook, array_to_string(p_machine.host_keys, ' '));
$$;
comment on function ops.machine_reached(ops.machines) is 'How a machine is reached, in one text: when it differs from that of an answer, the answer is another machine''s.';
