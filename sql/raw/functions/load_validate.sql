-- Each check answers with what it measured and a sentence for people. Which of them block is decided by
-- raw.load_checks, not here.
create or replace function raw.load_validate(p_load_id bigint, p_fetched_count bigint)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_kind text := (select h.kind from raw.load_history h where h.load_id = p_load_id);
  v_facts jsonb;
  -- What nobody asks for is not worked out.
  v_asked text[] := (select array_agg(c.check_name) from raw.load_checks c where c.kind = v_kind and c.is_enabled);
begin
  if v_kind = 'pos' then
    return raw.pos_validate(p_load_id, p_fetched_count);
  end if;
  v_facts := case v_kind when 'stock' then raw.stock_measure(p_load_id) else raw.sales_measure(p_load_id) end;
  return (
    with measured as (
      select m.* from raw.load_check_itself(p_load_id, v_facts, p_fetched_count) m
      union all
      select m.* from raw.load_check_rows(p_load_id) m
      union all
      select m.* from raw.load_check_entity(p_load_id, v_facts) m where 'other_entity' = any (v_asked)
      union all
      select m.* from raw.stock_check_history(p_load_id, v_facts) m
       where v_kind = 'stock' and v_asked && '{late_snapshot,quantity_drift,same_as_before,warehouse_missing}'
      union all
      select m.* from raw.sales_check_history(p_load_id, v_facts) m
       where v_kind = 'sales' and v_asked && '{rows_expected,weekday_quantity,store_missing,new_codes,price_level,pairs_level,lines_vanished,sign_flipped}'
    ), checks as (
      select c.check_name, coalesce(c.severity, c.default_severity) as severity, coalesce(c.threshold, c.default_threshold) as threshold
        from raw.load_checks c
       where c.kind = v_kind and c.is_enabled
    )
    select coalesce(jsonb_agg(jsonb_build_object(
             'check', c.check_name, 'severity', c.severity, 'measured', m.measured, 'threshold', c.threshold,
             'passed', coalesce(m.is_passed, m.measured <= c.threshold, true), 'message', m.message) order by c.check_name), '[]')
      from checks c
      join measured m on m.check_name = c.check_name
  );
end;
$$;
comment on function raw.load_validate(bigint, bigint) is 'Runs the checks of raw.load_checks on a staged load. Returns [{check, severity, passed, measured, threshold, message}]. Internal.';
