-- Only one row of a mirror waits. One that would wait again while a newer one already does is of no use: the newer shows all.
create or replace function ops.outbox_supersede(p_id bigint)
returns boolean
language plpgsql volatile
as $$
begin
  update ops.outbox o
     set status = 'failed', run_token = null, claimed_by = null,
         error = jsonb_build_object('code', 'superseded', 'message', 'a newer row shows the same subject')
   where o.id = p_id and o.is_mirror and o.status in ('sending', 'unknown')
     and exists (select from ops.outbox x where x.is_mirror and x.status = 'planned' and x.channel = o.channel
                  and x.recipient = o.recipient and x.subject_key = o.subject_key);
  return found;
end;
$$;
comment on function ops.outbox_supersede(bigint) is 'Ends a mirror that would have to be sent again when a newer one of its subject waits. True: it was ended (failed, superseded).';
