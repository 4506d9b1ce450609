create or replace function ops.tg_occurrences__wakeup()
returns trigger
language plpgsql
as $$
begin
  new.wakeup_id := null;
  if new.status = 'waiting' then
    select ops.wakeup_add('start_limit', 'occurrence', new.id::text, new.slot_at + coalesce(d.latest_start, interval '2 hours'))
      into new.wakeup_id
      from ops.job_definitions d
     where d.key = new.definition_key;
  end if;
  return new;
end;
$$;
comment on function ops.tg_occurrences__wakeup() is 'Trigger: a waiting run owns its deadline, slot + latest_start (two hours when the definition names none).';
