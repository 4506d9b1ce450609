-- The only door into the queue. graphile-worker's add_jobs is called once per statement, not once per row: each call is
-- a NOTIFY, and NOTIFY takes a lock over the whole server at commit.
-- A keyed job that a runner locks between add_jobs' two steps is dropped without an error: so the rows are counted.
create or replace function ops.jobs_add_all(p_tasks text[], p_kind text, p_ids text[], p_priorities integer[])
returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_specs graphile_worker.job_spec[];
  v_wanted integer;
  v_added integer;
begin
  -- Ordered by key, so that two sessions that add the same keys lock them in the same order.
  select array_agg(
           row(j.task, json_build_object('id', j.id), null, null, p.max_attempts, p_kind || ':' || j.id, 10 - j.priority, null)::graphile_worker.job_spec
           order by j.id),
         count(*)
    into v_specs, v_wanted
    from (
      select distinct on (u.id) u.id, u.task, least(greatest(coalesce(u.priority, 5), 1), 10) as priority
        from unnest(p_ids, p_tasks, p_priorities) as u (id, task, priority)
       order by u.id, u.priority desc nulls last
    ) j
    left join ops.task_policies p on p.task_identifier = j.task;
  if v_wanted = 0 then
    return;
  end if;

  select count(*) into v_added from graphile_worker.add_jobs(v_specs);
  if v_added < v_wanted then
    raise exception 'the queue took % of % jobs of kind %', v_added, v_wanted, p_kind
      using errcode = '40001',
            detail = jsonb_build_object('kind', p_kind, 'wanted', v_wanted, 'added', v_added)::text,
            hint = 'A runner took one of them at this moment. Try the transaction again.';
  end if;
end;
$$;
-- It writes the tables of graphile_worker, so it must run as their owner. To become an owner, a role needs CREATE on the
-- schema for that moment only.
grant create on schema ops to mandor_queue;
alter function ops.jobs_add_all(text[], text, text[], integer[]) owner to mandor_queue;
revoke create on schema ops from mandor_queue;
comment on function ops.jobs_add_all(text[], text, text[], integer[]) is
  'Adds one job per id, each with its own task and priority (1 … 10, higher first), in one call of the queue. Key <kind>:<id>, payload {"id"}. 40001 when the queue dropped one.';
