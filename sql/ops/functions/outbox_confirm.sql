create or replace function ops.outbox_confirm(p_run_token uuid, p_external_id text, p_thread_id text default null)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update ops.outbox o
     set status = 'confirmed', external_id = p_external_id, thread_id = coalesce(p_thread_id, o.thread_id), confirmed_at = util.now(), run_token = null, claimed_by = null, error = null
   where o.run_token = p_run_token and o.status = 'sending';
  return case when found then 'confirmed' else 'not_mine' end;
end;
$$;
comment on function ops.outbox_confirm(uuid, text, text) is 'The vendor took it and answered with an id: confirmed | not_mine.';
