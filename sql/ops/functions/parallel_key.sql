create or replace function ops.parallel_key(p_report text)
returns text
language plpgsql stable
as $$
declare
  v_key text;
begin
  select s.definition_key into v_key from ops.parallel_settings s
   where s.definition_key in (p_report, 'report.' || p_report)
   order by s.definition_key <> p_report
   limit 1;
  if not found then
    raise exception 'no parallel run is set up for "%"', coalesce(p_report, 'NULL')
      using errcode = 'MD401', detail = jsonb_build_object('report', p_report)::text,
            hint = coalesce('Set up: ' || (select string_agg(s.definition_key, ', ' order by s.definition_key collate "C") from ops.parallel_settings s) || '. ', '')
              || 'Another one is a row of ops.parallel_settings and its columns in ops.parallel_columns.';
  end if;
  return v_key;
end;
$$;
comment on function ops.parallel_key(text) is 'The report that is meant: its key, or the key without "report.". MD401 when no parallel run is set up for it.';
