create or replace function ops.runs_lock()
returns void
language sql volatile
as $$
  select pg_advisory_xact_lock(7261004, 0);
$$;
comment on function ops.runs_lock() is 'Serialises starts and ends of runs. The last lock of a transaction: nothing else is locked after it.';
