create or replace function ops.outbox_channel(p_channel text, p_via text)
returns ops.channels
language sql stable
as $$
  select c.* from ops.channels c where c.channel in (p_via, p_channel) order by (c.channel = p_via) desc nulls last limit 1
$$;
comment on function ops.outbox_channel(text, text) is 'The rule about effects of unknown fate: that of the way out when there is one, else that of the channel. Internal.';
