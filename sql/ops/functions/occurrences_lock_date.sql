-- "Are the needs met?" is asked when a follower is opened and when a need is finished. Two transactions that ask at the same
-- moment would each miss the other's uncommitted row, and the follower would wait for ever. So those of one business date
-- go one after the other. The lock comes before all row locks.
create or replace function ops.occurrences_lock_date(p_business_date date)
returns void
language sql volatile
as $$
  select pg_advisory_xact_lock(7261002, p_business_date - date '2000-01-01');
$$;
comment on function ops.occurrences_lock_date(date) is 'Serialises openings and endings of runs of one business date, until the end of the transaction.';
