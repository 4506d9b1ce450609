-- What a new company has to do before its first report, in the order in which it goes. Each answer is read from the rows
-- themselves, so a step that was undone is open again.
create or replace function ops.first_week()
returns table ("position" integer, step text, is_done boolean, says text, next_step text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_day date := util.local_date(util.now()) - 1;
  v_window record;
  v_names text;
  v_count bigint;
  v_done bigint;
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not ask for the first week', util.caller() using errcode = '42501';
  end if;
  select count(*) into v_count from ops.people p where p.is_active;
  return query select 1, 'people', v_count > 0, format('%s people', v_count),
    case when v_count = 0 then 'Fill in orang.csv.' end;

  select count(*), string_agg(d.key || case when d.requires_approval then ' (to be signed)' else '' end, ', ' order by d.key collate "C") into v_count, v_names
    from ops.job_definitions d
   where d.makes_work_item and d.is_enabled and (d.pic_id is null or d.requires_approval and not ops.definition_is_signable(d.key));
  return query select 2, 'persons in charge', v_count = 0,
    case when v_count = 0 then 'every report has one' else 'nobody answers for ' || v_names end,
    case when v_count > 0 then 'Name them in tugas.csv, with a backup for those that are signed: a report that nobody can sign does not go out.' end;

  select count(*) into v_count from ops.recipients r where r.is_active and not r.is_test and r.key like 'alerts.%';
  return query select 3, 'alerts', v_count > 0,
    case when v_count > 0 then format('%s recipients', v_count) else 'nobody hears of a failure' end,
    case when v_count = 0 then 'Add lines alerts.main and alerts.direct to penerima.csv.' end;

  select count(*), string_agg(t.name || ' ' || t.n, ', ' order by t.at), count(*) filter (where t.n > 0) into v_count, v_names, v_done
    from (values (1, 'store', (select count(*) from portal.store)), (2, 'kodemix', (select count(*) from portal.kodemix)),
                 (3, 'hpprsp', (select count(*) from portal.hpprsp))) t (at, name, n);
  return query select 4, 'reference data', v_done = v_count, 'rows: ' || v_names,
    case when v_done < v_count then 'npx mandor load portal.store store.csv, likewise kodemix and hpprsp.' end;

  select count(*) filter (where d.entity is not null), string_agg(j.entity, ', ' order by j.entity collate "C") filter (where d.entity is null), count(*)
    into v_done, v_names, v_count
    from (select distinct x.payload ->> 'entity' as entity from ops.job_definitions x where x.task_identifier = 'accurate/pull_stock' and x.is_enabled) j
    left join (select distinct h.entity from raw.load_history h where h.kind = 'stock' and h.status in ('accepted', 'quarantined')) d using (entity);
  return query select 5, 'first pull', v_done = v_count, format('%s of %s entities have delivered stock', v_done, v_count),
    case when v_done < v_count then format('npx mandor doctor, then npx mandor run stock.<entity> --date %s for %s (a worker must run).', v_day, v_names) end;

  select count(*) into v_count from portal.warehouse_proposals();
  return query select 6, 'warehouses', v_count = 0 and v_done > 0,
    case when v_count > 0 then format('%s names that nobody mapped', v_count) when v_done = 0 then 'known after the first pull' else 'all are mapped' end,
    case when v_count > 0 then 'Look through gudang.csv: write ya into setuju where the proposal is right, correct it where not.' end;

  select count(*), string_agg(h.kind || ' ' || h.entity || ' ' || h.business_date, ', ' order by h.load_id) into v_count, v_names
    from raw.load_history h where h.status = 'quarantined';
  return query select 7, 'loads set aside', v_count = 0, case when v_count = 0 then 'none' else v_names end,
    case when v_count > 0 then 'npx mandor loads list says why. Mend the cause and pull again, or release them.' end;

  select w.* into v_window from mart.control_stock_window(v_day) w;
  return query select 8, 'sales history', coalesce(v_window.is_ready, false),
    case when v_window.sales_to is null then 'no day with sales of all entities'
         when v_window.is_ready then format('complete from %s to %s', v_window.sales_from, v_window.sales_to)
         else format('days are missing between %s and %s: no verdicts yet', v_window.sales_from, v_window.sales_to) end,
    case when not coalesce(v_window.is_ready, false)
         then 'npx mandor load raw.accurate_sales_<entity> export.csv --date <last day>, for each entity that sells; then npx mandor run sales.<entity> --date <day>.' end;

  select count(*) into v_count from ops.work_items w where w.definition_key = 'report.control_stock' and w.revision_no > 0;
  return query select 9, 'first report', v_count > 0, format('%s reports made', v_count),
    case when v_count = 0 then 'It comes by itself when the seven loads of a day are accepted; npx mandor status says what it waits for.' end;
end;
$$;
comment on function ops.first_week() is 'The steps from an empty database to the first report: done or not, what is there, what to do next.';
