-- The net under ops.inbound_store: a job can be lost, the message cannot.
create or replace function ops.inbound_sweep()
returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_now timestamptz := util.now();
  v_ids text[];
begin
  select array_agg(m.id::text) into v_ids
    from (
      select x.id from ops.inbound_messages x
       where x.status = 'new' and x.stored_at <= v_now - interval '30 seconds'
         and 'inbound:' || x.id not in (select k from ops.jobs_live_keys(array['inbound']) k)
       order by x.id
       limit 1000
    ) m;
  perform ops.jobs_add('intake/read', 'inbound', v_ids);
  return coalesce(cardinality(v_ids), 0);
end;
$$;
comment on function ops.inbound_sweep() is 'Messages that nobody read for 30 s and that have no job get one. How many.';
