create or replace function ops.jobs_add(p_task text, p_kind text, p_ids text[], p_priority integer default 5)
returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform ops.jobs_add_all(
    array_fill(p_task, array[coalesce(cardinality(p_ids), 0)]), p_kind, p_ids,
    array_fill(p_priority, array[coalesce(cardinality(p_ids), 0)]));
end;
$$;
grant create on schema ops to mandor_queue;
alter function ops.jobs_add(text, text, text[], integer) owner to mandor_queue;
revoke create on schema ops from mandor_queue;
comment on function ops.jobs_add(text, text, text[], integer) is
  'Adds one job per id: key <kind>:<id>, payload {"id"}, attempts from ops.task_policies. Priority 1 … 10, higher first. 40001 when the queue dropped one.';
