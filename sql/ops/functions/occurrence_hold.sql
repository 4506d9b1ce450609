create or replace function ops.occurrence_hold(p_id bigint, p_kind text, p_due_at timestamptz)
returns void
language plpgsql volatile
as $$
begin
  update ops.occurrences o
     set status = 'expected', run_token = null, claimed_by = null, wakeup_id = ops.wakeup_add(p_kind, 'occurrence', o.id::text, p_due_at)
   where o.id = p_id and o.status = 'running';
  if not found then
    update ops.occurrences o
       set wakeup_id = ops.wakeup_add(p_kind, 'occurrence', o.id::text, p_due_at)
     where o.id = p_id and o.status in ('expected', 'waiting');
  end if;
end;
$$;
comment on function ops.occurrence_hold(bigint, text, timestamptz) is 'A run that may not start yet is put back: a wake-up of this kind holds it instead of what held it before. The caller holds the row''s lock.';
