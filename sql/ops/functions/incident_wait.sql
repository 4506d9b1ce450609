create or replace function ops.incident_wait(p_id bigint, p_phase text, p_kind text, p_due_at timestamptz)
returns void
language sql volatile
as $$
  update ops.incidents i set phase = p_phase, wakeup_id = ops.wakeup_add(p_kind, 'incident', p_id::text, p_due_at) where i.id = p_id;
$$;
comment on function ops.incident_wait(bigint, text, text, timestamptz) is 'The incident waits for a wake-up of this kind and goes on with the phase. The caller holds its lock.';
