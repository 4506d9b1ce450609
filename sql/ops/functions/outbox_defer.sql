-- Nothing has left and it is nobody's failure: no attempt is used up.
create or replace function ops.outbox_defer(p_run_token uuid, p_seconds numeric, p_reason text)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if ops.outbox_supersede((select o.id from ops.outbox o where o.run_token = p_run_token and o.status = 'sending')) then
    return 'failed';
  end if;
  update ops.outbox o
     set status = 'planned', run_token = null, claimed_by = null, attempts = greatest(o.attempts - 1, 0),
         next_at = util.now() + make_interval(secs => greatest(coalesce(p_seconds, 60), 1)::double precision),
         error = jsonb_build_object('code', 'deferred', 'message', coalesce(p_reason, 'no reason given'))
   where o.run_token = p_run_token and o.status = 'sending';
  return case when found then 'planned' else 'not_mine' end;
end;
$$;
comment on function ops.outbox_defer(uuid, numeric, text) is 'A claimed effect is put off before anything left: planned | failed (a mirror that a newer one replaces) | not_mine. Uses up no attempt.';
