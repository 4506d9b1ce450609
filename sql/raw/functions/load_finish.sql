-- One call decides: check, then either swap into the partition and bring core up to date, or set aside. All in the
-- caller's transaction: readers see the old load or the new one.
create or replace function raw.load_finish(
  p_load_id bigint,
  p_run_token uuid,
  p_source_row_count bigint,
  p_fetched_count bigint default null
)
returns table (status text, rows_loaded bigint, validation jsonb)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_caller name := util.caller();
  v_load raw.load_history;
  v_validation jsonb;
  v_rows bigint := 0;
begin
  -- The advisory lock comes before the row lock everywhere; the key is read without a lock because it never changes.
  select h.* into v_load from raw.load_history h where h.load_id = p_load_id;
  if not found then
    raise exception 'load % does not exist', p_load_id using errcode = 'MD401', detail = jsonb_build_object('caller', v_caller)::text;
  end if;
  perform pg_advisory_xact_lock(hashtextextended(format('raw.load:%s:%s', v_load.kind, v_load.entity), 0));
  select o.* into v_load from raw.load_own(p_load_id, p_run_token) o;
  if not found then
    -- A doubled finish of the same run finds its own decision.
    return query select h.status, h.rows_loaded, h.validation from raw.load_history h
      where h.load_id = p_load_id and h.run_token = p_run_token and h.status in ('accepted', 'quarantined', 'superseded');
    if not found then
      return query select 'not_mine'::text, 0::bigint, '[]'::jsonb;
    end if;
    return;
  end if;

  update raw.load_history h set status = 'staged', source_row_count = p_source_row_count where h.load_id = p_load_id;
  if v_load.rows_staged > 10000 then
    -- Autovacuum has not seen these rows yet, and plans for a million rows without statistics are an order slower.
    analyze raw.staging_stock, raw.staging_sales;
  end if;
  v_validation := raw.load_validate(p_load_id, p_fetched_count);

  if exists (select from jsonb_array_elements(v_validation) c where c ->> 'severity' = 'block' and not (c ->> 'passed')::boolean) then
    update raw.load_history h set status = 'quarantined', validation = v_validation, finished_at = util.now() where h.load_id = p_load_id;
    return query select 'quarantined'::text, 0::bigint, v_validation;
    return;
  end if;

  update raw.load_history h set validation = v_validation where h.load_id = p_load_id;
  v_rows := raw.load_accept(p_load_id);
  return query select 'accepted'::text, v_rows, v_validation;
end;
$$;
comment on function raw.load_finish(bigint, uuid, bigint, bigint) is 'Checks a staged load and accepts it (raw and core change in this transaction) or quarantines it. p_source_row_count: documents or lines that the source said it has; p_fetched_count: how many were fetched. Returns accepted | quarantined | not_mine, rows, and each check.';
