-- A change of state carries its cause to the guard and to the history through one setting of the transaction. Whoever
-- updates the status without it is refused, the owner included.
create or replace function ops.work_item_announce(p_event text, p_actor_kind text, p_actor text, p_reason text)
returns void
language sql volatile
as $$
  select set_config('mandor.transition',
    jsonb_build_object('event', p_event, 'actor_kind', p_actor_kind, 'actor', p_actor, 'reason', p_reason)::text, true);
$$;
comment on function ops.work_item_announce(text, text, text, text) is 'Says what causes the next change of a work item''s state: event, kind of actor, actor, reason. Good for one change.';
