create or replace function ops.occurrence_forget(p_id bigint)
returns void
language plpgsql volatile
as $$
declare
  v_wakeup bigint;
begin
  delete from ops.occurrences o where o.id = p_id returning o.wakeup_id into v_wakeup;
  delete from ops.wakeups w where w.id = v_wakeup;
end;
$$;
comment on function ops.occurrence_forget(bigint) is 'A slot to come that no longer exists: its row and its wake-up go. The caller holds the row''s lock.';
