create or replace function ops.outbox_moved(p_run_token uuid, p_recipient text)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_row ops.outbox;
begin
  select o.* into v_row from ops.outbox o where o.run_token = p_run_token and o.status = 'sending' for update;
  if not found then
    return 'not_mine';
  end if;
  update ops.recipients r set address = p_recipient
   where r.channel = v_row.channel and r.address = v_row.recipient
     and not exists (select from ops.recipients x where x.key = r.key and x.channel = r.channel and x.address = p_recipient);
  update ops.outbox o set recipient = p_recipient
   where o.channel = v_row.channel and o.recipient = v_row.recipient and o.status = 'planned' and not o.is_mirror;
  if ops.outbox_supersede(v_row.id) then
    return 'failed';
  end if;
  update ops.outbox o
     set status = 'planned', recipient = p_recipient, run_token = null, claimed_by = null,
         error = jsonb_build_object('code', 'moved', 'message', format('%s is now %s', v_row.recipient, p_recipient))
   where o.id = v_row.id;
  perform ops.jobs_add('deliver/' || v_row.channel, 'outbox', array[v_row.id::text]);
  return 'planned';
end;
$$;
comment on function ops.outbox_moved(uuid, text) is 'The vendor did not take it and named the recipient''s new address: recipients and what is planned for the old one follow, and it is sent again. planned | failed (a mirror that a newer one replaces) | not_mine.';
