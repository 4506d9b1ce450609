-- A worker that was declared dead may still be running (paused, cut off) and taking jobs. "Nothing to start" would let it
-- swallow them: the job would count as done. An error sends the job back to the queue, and the worker to its end.
create or replace function ops.worker_require(p_incarnation uuid)
returns void
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if not ops.worker_is_live(p_incarnation) then
    raise exception 'worker % is not alive: it has stopped or was declared dead', coalesce(p_incarnation::text, 'NULL')
      using errcode = 'MD209', hint = 'The process must end; a new one registers itself.';
  end if;
end;
$$;
comment on function ops.worker_require(uuid) is 'MD209 unless the incarnation is alive: a dead worker takes nothing.';
