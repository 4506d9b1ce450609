create or replace function ops.tg_events__enqueue()
returns trigger
language plpgsql
as $$
begin
  perform ops.jobs_add_all(
    array_agg('ops/handle_event'::text), 'event', array_agg(e.id::text), array_agg(e.priority))
     from new_rows e
    where e.status = 'pending';
  return null;
end;
$$;
comment on function ops.tg_events__enqueue() is 'Trigger: if the row commits, so does its job.';
