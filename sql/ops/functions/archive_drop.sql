-- The archive only grows (its guard), so a record with as many rows as the month has now was made of exactly these rows.
create or replace function ops.archive_drop(p_month date)
returns bigint
language plpgsql volatile
set lock_timeout = '5s'
as $$
declare
  v_name name := ops.archive_partition(p_month);
  v_export ops.archive_exports;
  v_count bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended('ops.archive', 0));
  if p_month is distinct from date_trunc('month', p_month::timestamp)::date or to_regclass(format('ops.%I', v_name)) is null then
    raise exception 'the archive holds nothing of %', coalesce(p_month::text, 'NULL') using errcode = 'MD401', hint = '`mandor export audit` lists its months.';
  end if;
  lock table ops.archive in access exclusive mode;
  select count(*) into v_count from ops.archive a where ops.archive_month(a.at) = p_month;
  select e.* into v_export from ops.archive_exports e where e.month_on = p_month and e.dropped_at is null order by e.id desc limit 1;
  if not found then
    raise exception '% was not exported', to_char(p_month, 'YYYY-MM')
      using errcode = 'MD201', detail = jsonb_build_object('archive', v_count)::text, hint = format('First: mandor export audit --month %s --to <folder>', to_char(p_month, 'YYYY-MM'));
  end if;
  if v_export.row_count <> v_count then
    raise exception '% holds % rows, its newest export %', to_char(p_month, 'YYYY-MM'), v_count, v_export.row_count
      using errcode = 'MD501', detail = jsonb_build_object('archive', v_count, 'exported', v_export.row_count)::text, hint = 'Rows came since: export the month again.';
  end if;
  -- %I: the partition of the month.
  execute format('drop table ops.%I', v_name);
  update ops.archive_exports e set dropped_at = util.now() where e.id = v_export.id;
  perform ops.journal_write('archive', to_char(p_month, 'YYYY-MM'), 'drop', jsonb_build_object('rows', v_count, 'sha256', v_export.sha256, 'file', v_export.file_name));
  return v_count;
end;
$$;
comment on function ops.archive_drop(date) is 'Drops a month of the archive; how many rows went. For the owner alone. MD201 when it was never exported, MD501 when rows came since, MD401 when there is no such month.';
