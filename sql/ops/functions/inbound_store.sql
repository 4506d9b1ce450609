-- Stored first, read later: the source's cursor moves on only after this has been committed.
create or replace function ops.inbound_store(p_source text, p_external_id text, p_raw bytea, p_received_at timestamptz)
returns bigint
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_id bigint;
begin
  if coalesce(p_external_id, '') = '' or p_raw is null or length(p_raw) = 0 then
    raise exception 'an inbound message has a number at its source and bytes' using errcode = 'MD101';
  end if;
  insert into ops.inbound_messages (source, external_id, raw, received_at)
  values (p_source, p_external_id, p_raw, coalesce(p_received_at, util.now()))
  on conflict (source, external_id) do nothing
  returning id into v_id;
  if v_id is not null then
    perform ops.jobs_add('intake/read', 'inbound', array[v_id::text]);
  end if;
  return v_id;
end;
$$;
comment on function ops.inbound_store(text, text, bytea, timestamptz) is 'Keeps a message as it came and lets it be read. NULL: it was stored before. MD101 without number or bytes.';
