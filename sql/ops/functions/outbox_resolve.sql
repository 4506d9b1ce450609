create or replace function ops.outbox_resolve(p_id bigint, p_status text, p_note text)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_row ops.outbox;
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not resolve deliveries', util.caller() using errcode = '42501';
  end if;
  if p_status is null or p_status not in ('confirmed', 'planned', 'failed') or coalesce(trim(p_note), '') = '' then
    raise exception 'a delivery is resolved as confirmed, planned or failed, with a note' using errcode = 'MD101';
  end if;
  select o.* into v_row from ops.outbox o where o.id = p_id for update;
  if not found then
    raise exception 'there is no delivery %', p_id using errcode = 'MD401';
  end if;
  if v_row.status <> 'unknown' then
    raise exception 'delivery % is %, only an unknown one is resolved', p_id, v_row.status using errcode = 'MD201';
  end if;
  if p_status = 'planned' and ops.outbox_supersede(p_id) then
    return 'failed';
  end if;
  update ops.outbox o
     set status = p_status, confirmed_at = case when p_status = 'confirmed' then util.now() end,
         error = coalesce(o.error, '{}') || jsonb_build_object('resolved', jsonb_build_object('by', util.caller(), 'at', util.now(), 'as', p_status, 'note', p_note))
   where o.id = p_id;
  if p_status = 'planned' then
    perform ops.jobs_add('deliver/' || v_row.channel, 'outbox', array[p_id::text]);
  end if;
  return p_status;
end;
$$;
comment on function ops.outbox_resolve(bigint, text, text) is 'A person found out what became of an unknown delivery: confirmed, planned (it did not arrive: send it), failed. MD101, MD201, MD401.';
