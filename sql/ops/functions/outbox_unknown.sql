create or replace function ops.outbox_unknown(p_run_token uuid, p_error jsonb)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update ops.outbox o
     set status = 'unknown', run_token = null, claimed_by = null, error = coalesce(p_error, '{"message": "no answer"}')
   where o.run_token = p_run_token and o.status = 'sending';
  return case when found then 'unknown' else 'not_mine' end;
end;
$$;
comment on function ops.outbox_unknown(uuid, jsonb) is 'The request left and no answer came: unknown | not_mine. What then happens, ops.channels says.';
