-- Held against the archive here: a file that was cut short is not recorded as the month.
create or replace function ops.archive_exported(p_month date, p_row_count bigint, p_sha256 text, p_file_name text)
returns bigint
language plpgsql volatile
as $$
declare
  v_count bigint;
  v_id bigint;
begin
  select count(*) into v_count from ops.archive a where ops.archive_month(a.at) = p_month;
  if v_count = 0 then
    raise exception 'the archive holds nothing of %', to_char(p_month, 'YYYY-MM') using errcode = 'MD401', hint = '`mandor export audit` lists its months.';
  end if;
  if v_count <> p_row_count then
    raise exception 'the file holds % rows of %, the archive %', p_row_count, to_char(p_month, 'YYYY-MM'), v_count
      using errcode = 'MD501', detail = jsonb_build_object('file', p_row_count, 'archive', v_count)::text, hint = 'Export the month again.';
  end if;
  insert into ops.archive_exports (month_on, row_count, sha256, file_name) values (p_month, p_row_count, p_sha256, p_file_name) returning id into v_id;
  perform ops.journal_write('archive', to_char(p_month, 'YYYY-MM'), 'export', jsonb_build_object('rows', p_row_count, 'sha256', p_sha256, 'file', p_file_name));
  return v_id;
end;
$$;
comment on function ops.archive_exported(date, bigint, text, text) is 'Records that a month was written to a file; returns the number of the record. MD501 when the file does not hold as many rows as the archive, MD401 when there are none.';
