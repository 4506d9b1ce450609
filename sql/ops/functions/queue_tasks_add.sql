-- graphile-worker notes a task's name the first time that it sees it: a worker at its start, all of its own in one statement,
-- and whoever adds a job. Two that do so at the same moment in two orders deadlock. Names that are there already are locked by
-- nobody, so a deploy notes them all before anybody works.
create or replace function ops.queue_tasks_add(p_tasks text[])
returns void
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  insert into graphile_worker._private_tasks (identifier)
  select distinct t.identifier from unnest(p_tasks) as t (identifier)
   where not exists (select from graphile_worker._private_tasks x where x.identifier = t.identifier)
   order by t.identifier
  on conflict do nothing
$$;
grant create on schema ops to mandor_queue;
alter function ops.queue_tasks_add(text[]) owner to mandor_queue;
revoke create on schema ops from mandor_queue;
comment on function ops.queue_tasks_add(text[]) is 'Makes the names of tasks known to the queue, so that neither a job nor a worker has to.';
