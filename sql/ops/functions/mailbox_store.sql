-- The mailbox is locked first: a look that has lost it stores nothing more, and the same bytes under two numbers are
-- stored once even when two looks overlap.
create or replace function ops.mailbox_store(p_run_token uuid, p_external_id text, p_raw bytea, p_received_at timestamptz, p_full_size bigint default null)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_box ops.mailboxes;
  v_id bigint;
begin
  select m.* into v_box from ops.mailboxes m where m.run_token = p_run_token for update;
  if not found then
    return 'not_mine';
  end if;
  -- An IMAP server that numbers its messages anew shows each one again under another number.
  if v_box.kind = 'imap' and exists (
       select from ops.inbound_messages i where i.raw_sha256 = encode(sha256(p_raw), 'hex') and i.source = v_box.key) then
    return 'known';
  end if;
  v_id := ops.inbound_store(v_box.key, p_external_id, p_raw, p_received_at);
  if v_id is null then
    return 'known';
  end if;
  if p_full_size is not null then
    update ops.inbound_messages i set parsed = jsonb_build_object('too_large', p_full_size) where i.id = v_id;
  end if;
  update ops.mailboxes m set message_count = m.message_count + 1 where m.key = v_box.key;
  return 'stored';
end;
$$;
comment on function ops.mailbox_store(uuid, text, bytea, timestamptz, bigint) is 'Keeps a message of the mailbox that the token holds: stored | known (it was there) | not_mine. p_full_size: the bytes are its headers only, it was too large to fetch (parsed.too_large says how large).';
