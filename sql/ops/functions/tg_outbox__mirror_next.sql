-- A mirror that waited until the one before it was done: it shows the newest state, and the older one can no longer
-- arrive after it.
create or replace function ops.tg_outbox__mirror_next()
returns trigger
language plpgsql
as $$
begin
  perform ops.jobs_add_all(array_agg('deliver/' || o.channel), 'outbox', array_agg(o.id::text), null)
     from ops.outbox o
    where o.is_mirror and o.status = 'planned' and o.channel = new.channel and o.recipient = new.recipient
      and o.subject_key = new.subject_key and o.id <> new.id and coalesce(o.next_at, '-infinity') <= util.now();
  return null;
end;
$$;
comment on function ops.tg_outbox__mirror_next() is 'Trigger: when a mirror has been sent, the next one of its subject gets its job.';
