create or replace function ops.outbox_look(p_id bigint)
returns table (channel text, via text, recipient text, params jsonb, sent_at timestamptz)
language sql stable
as $$
  select o.channel, o.via, o.recipient, o.params, o.sent_at from ops.outbox o where o.id = p_id and o.status = 'unknown' and not o.is_settled
$$;
comment on function ops.outbox_look(bigint) is 'What a provider has to be asked about an effect of unknown fate. No row: it is not unknown any more.';
