-- Every call that writes to a load carries its token. A run that was declared dead and wakes up again finds another
-- token here and ends quietly. The row lock makes the answer hold until the caller's transaction ends.
create or replace function raw.load_own(p_load_id bigint, p_run_token uuid)
returns setof raw.load_history
language sql volatile
as $$
  select h.* from raw.load_history h
   where h.load_id = p_load_id and h.run_token = p_run_token and h.status = 'pulling'
     for update;
$$;
comment on function raw.load_own(bigint, uuid) is 'The load, locked, when this run holds it; no row otherwise. Internal.';
