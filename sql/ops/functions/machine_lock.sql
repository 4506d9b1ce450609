-- Lock order of self-healing: the machine, then its incident, then its steps. Whoever decides about a machine begins here.
create or replace function ops.machine_lock(p_machine_key text)
returns ops.machines
language sql volatile
as $$
  select m.* from ops.machines m where m.key = p_machine_key for no key update;
$$;
comment on function ops.machine_lock(text) is 'Locks a machine until the end of the transaction, and answers its row.';
