-- Making a file cannot be repeated and not be looked up. So it is committed before it is asked for, and what was asked for
-- and not answered is a question to a person.
create or replace function ops.sheet_create(p_run_token uuid)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_sheet ops.sheets;
begin
  v_sheet := ops.sheet_of_run(p_run_token);
  select s.* into v_sheet from ops.sheets s where s.key = v_sheet.key for update;
  if not found then
    return 'not_mine';
  elsif v_sheet.spreadsheet_id is not null then
    return 'there';
  elsif v_sheet.creating_at is not null then
    perform ops.alert_raise('warning', 'OPS', 'sheet', format('Tidak diketahui apakah Sheet %s sudah dibuat', v_sheet.title),
      format('Google tidak menjawab saat file diminta. Cari “%1$s” di Drive akun Google kita. Ada: isi spreadsheet_id di ops.sheets (key = %2$s). Tidak ada: kosongkan creating_at.',
        v_sheet.title, v_sheet.key), 'sheet_in_doubt:' || v_sheet.key);
    return 'in_doubt';
  end if;
  update ops.sheets s set creating_at = util.now() where s.key = v_sheet.key;
  return 'go';
end;
$$;
comment on function ops.sheet_create(uuid) is 'May the file be made? go (noted; make it now) | there (it has one) | in_doubt (it was asked for and not answered; a person is asked) | not_mine.';
