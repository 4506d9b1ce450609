create or replace function ops.outbox_abandon(p_id bigint)
returns void
language sql volatile
as $$
  update ops.outbox o
     set status = 'unknown', run_token = null, claimed_by = null,
         error = jsonb_build_object('code', 'MD207', 'message', 'the worker died while it was sending: it may or may not have arrived',
           'hint', 'What happens now, ops.channels says.')
   where o.id = p_id and o.status = 'sending' and not ops.worker_is_live(o.claimed_by);
$$;
comment on function ops.outbox_abandon(bigint) is 'What a dead worker was sending becomes unknown.';
