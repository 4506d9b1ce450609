-- What the sweeps ask before they add a job again. Adding a key again resets its attempts: a job that is there must be
-- left alone, else nothing would ever run out of attempts. A job locked by a worker that is gone is not there.
create or replace function ops.jobs_live_keys(p_kinds text[])
returns setof text
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return query
    select j.key
      from graphile_worker.jobs j
     where split_part(j.key, ':', 1) = any (p_kinds)
       and (j.locked_by is null
            or exists (select from ops.workers w where w.stopped_at is null and w.died_at is null and j.locked_by = any (w.pool_ids)));
end;
$$;
comment on function ops.jobs_live_keys(text[]) is 'Keys of jobs that wait, are exhausted, or are held by a worker that is alive.';
