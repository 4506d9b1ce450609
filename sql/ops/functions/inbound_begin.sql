create or replace function ops.inbound_begin(p_id bigint)
returns table (source text, raw bytea)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select m.source, m.raw from ops.inbound_messages m where m.id = p_id and m.status = 'new';
$$;
comment on function ops.inbound_begin(bigint) is 'A message that is to be read. No row: it was read already, or failed.';
