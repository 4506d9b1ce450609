create or replace function ops.wakeup_add(p_kind text, p_subject_kind text, p_subject_id text, p_due_at timestamptz)
returns bigint
language sql volatile
as $$
  insert into ops.wakeups (kind, subject_kind, subject_id, due_at)
  values (p_kind, p_subject_kind, p_subject_id, p_due_at)
  returning id;
$$;
comment on function ops.wakeup_add(text, text, text, timestamptz) is 'A new deadline. The caller points its waiting row to it in the same transaction.';
