create or replace function ops.mailbox_missing(p_run_token uuid, p_external_ids text[])
returns setof text
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select x.id
    from ops.mailboxes m
   cross join unnest(p_external_ids) with ordinality as x (id, n)
   where m.run_token = p_run_token
     and not exists (select from ops.inbound_messages i where i.source = m.key and i.external_id = x.id)
   order by x.n
$$;
comment on function ops.mailbox_missing(uuid, text[]) is 'Which of these messages are not stored yet, in the given order. None for a token that holds no mailbox.';
