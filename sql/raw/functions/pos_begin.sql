-- A till export is read in one go from a file: nothing of it is ever resumed.
create or replace function raw.pos_begin(p_snapshot_date date)
returns table (load_id bigint, run_token uuid)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_caller name := util.caller();
  v_open bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended('raw.load:pos:ALL', 0));
  for v_open in
    select h.load_id from raw.load_history h
     where h.kind = 'pos' and h.snapshot_date = p_snapshot_date and h.status in ('pulling', 'staged')
       for update
  loop
    perform raw.load_close(v_open, 'failed', format('Taken over by a new start as %s.', v_caller));
  end loop;
  return query
    insert into raw.load_history as h (source, kind, data_type, entity, business_date, snapshot_date, covers_from, covers_to, run_token, status)
    values ('iseller', 'pos', 'csv', 'ALL', p_snapshot_date, p_snapshot_date, p_snapshot_date, p_snapshot_date, gen_random_uuid(), 'pulling')
    returning h.load_id, h.run_token;
end;
$$;
comment on function raw.pos_begin(date) is 'Begins a load of till receipts: its id and fencing token. The days that it covers are found by raw.pos_resolve.';
