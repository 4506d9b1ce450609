create or replace function ops.pause_end(p_id bigint, p_by text, p_note text)
returns void
language plpgsql volatile
as $$
begin
  update ops.pauses p set ended_at = util.now(), ended_by = p_by, end_note = p_note, wakeup_id = null where p.id = p_id;
  -- Whoever is held by another pause as well goes back to waiting.
  perform ops.wakeups_hasten(array(select w.id from ops.wakeups w where w.kind = 'paused'));
end;
$$;
comment on function ops.pause_end(bigint, text, text) is 'Ends a pause and lets those that it held back look again. The caller holds the row''s lock.';
