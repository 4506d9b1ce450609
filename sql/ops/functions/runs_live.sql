-- The run of a work item and that of its occurrence are one: they carry the same token.
create or replace function ops.runs_live()
returns table (run_token uuid, definition_key text, agent text, concurrency_group text, host text)
language sql stable
as $$
  select r.run_token, d.key, d.agent, d.concurrency_group, w.host
    from (
      select o.run_token, o.definition_key, o.claimed_by from ops.occurrences o where o.status = 'running'
      union
      select i.run_token, i.definition_key, i.claimed_by from ops.work_items i where i.status = 'in_progress' and i.claimed_by is not null
    ) r
    join ops.workers w on w.incarnation = r.claimed_by and w.stopped_at is null and w.died_at is null
    join ops.job_definitions d on d.key = r.definition_key;
$$;
comment on function ops.runs_live() is 'Runs that a live worker has in hand, each once.';
