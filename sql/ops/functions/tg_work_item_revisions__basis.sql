-- What a report stood on is noted in the commit that freezes it: afterwards nobody can tell a report that was wrong from a
-- mapping that was changed. Of sales all loads that can speak are named, also for an invoice that a newer load holds elsewhere.
create or replace function ops.tg_work_item_revisions__basis()
returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_task text;
  v_date date;
  v_from date;
  v_basis jsonb;
  v_hash text;
  v_loads bigint[];
begin
  select w.business_date, d.task_identifier into v_date, v_task
    from ops.work_items w join ops.job_definitions d on d.key = w.definition_key
   where w.id = new.work_item_id and d.task_identifier like 'report/%';
  if not found then
    return null;
  end if;
  v_from := v_date - 130;
  if new.figures ->> 'sales_from' ~ '^\d{4}-\d\d-\d\d$' then
    v_from := least(v_from, (new.figures ->> 'sales_from')::date);
  end if;
  v_basis := ops.report_basis();
  v_hash := encode(sha256(convert_to(v_basis::text, 'UTF8')), 'hex');
  insert into ops.report_bases (basis_hash, basis) values (v_hash, v_basis) on conflict do nothing;
  select coalesce(array_agg(x.load_id order by x.load_id), '{}') into v_loads
    from (
      (select distinct on (h.entity) h.load_id from raw.load_history h
        where v_task = 'report/control_stock' and h.kind = 'stock' and h.status = 'accepted' and h.snapshot_date <= v_date
        order by h.entity, h.snapshot_date desc)
      union all
      select h.load_id from raw.load_history h where h.kind = 'sales' and h.status = 'accepted' and h.covers_to >= v_from
    ) x;
  insert into ops.revision_bases (work_item_id, revision_no, result_hash, basis_hash, load_ids, load_sums, reference_load_id, history_id)
  values (new.work_item_id, new.revision_no, encode(sha256(convert_to(new.result::text, 'UTF8')), 'hex'), v_hash, v_loads,
    (select coalesce(jsonb_object_agg(h.load_id, case h.kind
              when 'stock' then (select jsonb_build_array(count(*), coalesce(sum(a.kuantitas), 0)) from raw.accurate_stock a where a.entity = h.entity and a.load_id = h.load_id)
              else (select jsonb_build_array(count(*), coalesce(sum(a.kuantitas), 0)) from raw.accurate_sales a where a.entity = h.entity and a.load_id = h.load_id) end), '{}')
       from raw.load_history h where h.load_id = any (v_loads) and h.snapshot_date = v_date),
    coalesce((select max(l.id) from portal.reference_loads l), 0), coalesce((select max(c.id) from ops.settings_history c), 0));
  return null;
end;
$$;
comment on function ops.tg_work_item_revisions__basis() is 'Trigger: notes the mappings and the loads under which a report is frozen.';
