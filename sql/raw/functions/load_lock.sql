-- Lock order of the data path: advisory (raw.load:kind:entity) → load_history rows → advisory (core.sales | core.stock) →
-- advisory (business date of runs) → occurrences. The key is read without a lock because it never changes.
create or replace function raw.load_lock(p_load_id bigint)
returns raw.load_history
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  v_load raw.load_history;
begin
  select h.* into v_load from raw.load_history h where h.load_id = p_load_id;
  if not found then
    raise exception 'there is no load %', coalesce(p_load_id::text, 'NULL') using errcode = 'MD401', hint = 'mandor loads list shows them.';
  end if;
  perform pg_advisory_xact_lock(hashtextextended(format('raw.load:%s:%s', v_load.kind, v_load.entity), 0));
  select h.* into strict v_load from raw.load_history h where h.load_id = p_load_id for update;
  return v_load;
end;
$$;
comment on function raw.load_lock(bigint) is 'Locks a load and everything that is decided beside it, and returns it as it is now. MD401. Internal.';
