create or replace function ops.tg_outbox__enqueue()
returns trigger
language plpgsql
as $$
begin
  perform ops.jobs_add_all(
    array_agg('deliver/' || o.channel), 'outbox', array_agg(o.id::text),
    array_agg(case o.severity when 'critical' then 9 when 'warning' then 7 else 5 end))
     from new_rows o
    where o.status = 'planned' and coalesce(o.next_at, '-infinity') <= util.now();
  return null;
end;
$$;
comment on function ops.tg_outbox__enqueue() is 'Trigger: a planned effect has its job in the same commit; the more severe, the earlier.';
