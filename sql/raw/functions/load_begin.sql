-- A pull that was cut off goes on where its cursor stands, but only for the run that began it: pages of another hour
-- may have shifted. When staged rows and cursor disagree, nothing of it can be trusted and the pull starts again.
-- Lock order of the data path: advisory (raw.load:kind:entity) → load_history row → advisory (core.sales | core.stock).
create or replace function raw.load_begin(
  p_kind text,
  p_entity text,
  p_business_date date,
  p_snapshot_date date,
  p_covers_from date,
  p_covers_to date,
  p_data_type text default 'api',
  p_occurrence_id bigint default null
)
returns table (load_id bigint, run_token uuid, "position" jsonb, rows_staged bigint, is_resumed boolean)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_caller name := util.caller();
  v_load raw.load_history;
  v_cursor raw.load_cursors;
  v_staged bigint;
begin
  if p_kind = 'sales' and p_entity = 'LJBB' then
    raise exception 'LJBB sells nothing: there is no sales load for it'
      using errcode = 'MD101', hint = 'Sales are loaded for DDD, MBB and UBB.';
  end if;
  if p_covers_to > util.local_date(util.now()) then
    raise exception 'the load covers % and that day has not come yet', p_covers_to
      using errcode = 'MD102', hint = 'Check the date that was given.';
  end if;
  perform pg_advisory_xact_lock(hashtextextended(format('raw.load:%s:%s', p_kind, p_entity), 0));

  select h.* into v_load from raw.load_history h
   where h.source = 'accurate' and h.kind = p_kind and h.entity = p_entity and h.snapshot_date = p_snapshot_date
     and h.status in ('pulling', 'staged')
     for update;
  if found then
    select c.* into v_cursor from raw.load_cursors c where c.load_id = v_load.load_id;
    if p_kind = 'stock' then
      select count(*) into v_staged from raw.staging_stock s where s.load_id = v_load.load_id;
    else
      select count(*) into v_staged from raw.staging_sales s where s.load_id = v_load.load_id;
    end if;
    if v_load.data_type = 'api' and p_data_type = 'api' and v_load.occurrence_id is not distinct from p_occurrence_id
       and v_load.covers_from = p_covers_from and v_load.covers_to = p_covers_to
       and v_load.business_date = p_business_date
       and v_cursor.rows_staged is not distinct from v_staged then
      update raw.load_history h set run_token = gen_random_uuid() where h.load_id = v_load.load_id returning h.run_token into v_load.run_token;
      return query select v_load.load_id, v_load.run_token, v_cursor.position, v_staged, true;
      return;
    end if;
    perform raw.load_close(v_load.load_id, 'failed', format('Taken over by a new start as %s.', v_caller));
  end if;

  insert into raw.load_history (source, kind, data_type, entity, business_date, snapshot_date, covers_from, covers_to, occurrence_id, run_token, status)
  values ('accurate', p_kind, p_data_type, p_entity, p_business_date, p_snapshot_date, p_covers_from, p_covers_to, p_occurrence_id, gen_random_uuid(), 'pulling')
  returning * into v_load;
  return query select v_load.load_id, v_load.run_token, null::jsonb, 0::bigint, false;
end;
$$;
comment on function raw.load_begin(text, text, date, date, date, date, text, bigint) is 'Begins or resumes a load of stock or sales of one entity. Returns its id, the fencing token, and where a cut-off pull goes on (position, rows staged).';
