create or replace function core.sales_apply(p_load_id bigint)
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  v_load raw.load_history;
begin
  perform pg_advisory_xact_lock(hashtextextended('core.sales', 0));
  select h.* into v_load from raw.load_history h where h.load_id = p_load_id;
  perform core.products_ensure(p_load_id);
  perform core.sales_refresh(v_load.entity, v_load.covers_from, v_load.covers_to, p_load_id);
end;
$$;
comment on function core.sales_apply(bigint) is 'Brings facts and aggregates of sales up to date with an accepted load, by differences. core.sales_touch was called before. Internal.';
