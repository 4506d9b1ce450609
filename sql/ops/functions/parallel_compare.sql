-- Two things may happen at one moment: the report is frozen and the person hands in a result. The settings' row puts them in order,
-- and the second sees what the first wrote. It is locked after the item (date, run, item, settings), so who holds it waits for none.
create or replace function ops.parallel_compare(p_definition_key text, p_business_date date)
returns bigint
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_settings ops.parallel_settings;
  v_item record;
  v_input ops.parallel_inputs;
  v_current ops.parallel_runs;
  v_run ops.parallel_runs;
  v_reason text;
  v_basis text;
begin
  select s.* into v_settings from ops.parallel_settings s where s.definition_key = p_definition_key for update;
  if not found or not v_settings.is_enabled then
    return null;
  end if;
  -- A correction that stands is what the day says now.
  select w.id, r.revision_no, r.figures, r.figures_hash into v_item
    from ops.work_items w
    join ops.work_item_revisions r on r.work_item_id = w.id and r.revision_no = w.revision_no
   where w.definition_key = p_definition_key and w.business_date = p_business_date and w.status <> 'cancelled'
   order by w.id desc
   limit 1;
  select i.* into v_input from ops.parallel_inputs i
   where i.definition_key = p_definition_key and i.business_date = p_business_date
   order by i.id desc
   limit 1;
  if v_item.id is null and v_input.id is null then
    return null;
  end if;
  select md5(jsonb_build_array(v_item.id, v_item.revision_no, v_item.figures_hash, v_input.id, v_settings.decimal_mark, v_settings.rows_path,
           v_settings.row_filter, v_settings.ignored_keys, jsonb_agg(to_jsonb(c) order by c.position))::text)
    into v_basis
    from ops.parallel_columns c
   where c.definition_key = p_definition_key;
  select x.* into v_current from ops.parallel_runs x where x.definition_key = p_definition_key and x.business_date = p_business_date and x.is_current;
  if v_current.basis_hash = v_basis then
    return v_current.id;
  end if;

  v_reason := case when v_item.id is null then 'no_report' when v_input.id is null then 'no_result' end;
  if v_reason is null then
    select coalesce(
        'kolom tidak ada di laporan: ' || ops.parallel_columns_missing(p_definition_key, v_item.figures),
        'kolom tidak ada di hasil pembanding: ' || (select string_agg(h.header, ', ' order by h.position)
          from ops.parallel_header(p_definition_key, v_input.header) h where h.cell is null))
      into v_reason;
  end if;
  update ops.parallel_runs x set is_current = false where x.id = v_current.id;
  if v_reason is not null then
    insert into ops.parallel_runs (definition_key, business_date, work_item_id, revision_no, input_id, basis_hash, outcome, reason)
    values (p_definition_key, p_business_date, v_item.id, v_item.revision_no, v_input.id, v_basis, 'incomplete', v_reason)
    returning * into v_run;
  else
    drop table if exists pg_temp.parallel_found;
    create temp table parallel_found on commit drop as
    select row_number() over () as position, d.* from ops.parallel_differences_of(p_definition_key, p_business_date, v_item.figures, v_input.header, v_input.rows) d;
    insert into ops.parallel_runs (definition_key, business_date, work_item_id, revision_no, input_id, basis_hash, outcome, reason, rows_ours, rows_theirs,
      compared_cells, differing_cells, missing_rows, extra_rows, duplicate_keys)
    select p_definition_key, p_business_date, v_item.id, v_item.revision_no, v_input.id, v_basis,
           case when o.n + t.n = 0 then 'incomplete' when f.differing = 0 then 'match' else 'differs' end,
           case when o.n + t.n = 0 then 'kedua sisi kosong' end,
           o.n, t.n, f.cells, f.differing_cells, f.missing, f.extra, f.duplicates
      from (select count(*) as n from ops.parallel_rows_ours(p_definition_key, v_item.figures)) o
     cross join (select count(*) as n from ops.parallel_rows_theirs(p_definition_key, p_business_date, v_input.header, v_input.rows)) t
     cross join (
       select count(*) filter (where x.kind = 'cell') as cells, count(*) filter (where x.kind = 'cell' and not x.is_same) as differing_cells,
              count(*) filter (where x.kind = 'missing') as missing, count(*) filter (where x.kind = 'extra') as extra,
              count(*) filter (where x.kind = 'duplicate') as duplicates, count(*) filter (where not x.is_same) as differing
         from pg_temp.parallel_found x) f
    returning * into v_run;
    insert into ops.parallel_differences (run_id, position, kind, row_key, header, theirs, ours, line, is_cost)
    select v_run.id, row_number() over (order by x.position), x.kind, x.row_key, x.header, x.theirs, x.ours, x.line, x.is_cost
      from pg_temp.parallel_found x
     where not x.is_same
     order by x.position
     limit 1000;
    drop table pg_temp.parallel_found;
  end if;
  perform ops.parallel_settle(v_run.id, v_caller);
  return v_run.id;
end;
$$;
comment on function ops.parallel_compare(text, date) is 'Compares the frozen report of a day with the newest result of the person, and tells people. The comparison''s number; of the same two sides the same one. NULL: not switched on, or neither side is there.';
