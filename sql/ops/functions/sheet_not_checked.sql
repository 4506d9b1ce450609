-- Display only: a Sheet that cannot be reached holds neither review nor mail. It is said once a report, and alerted once a day.
create or replace function ops.sheet_not_checked(p_run_token uuid, p_reason text)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_sheet ops.sheets;
  v_item bigint;
  v_revision integer;
begin
  select s.* into v_sheet from ops.sheets s
   where s.key in (select (ops.sheet_of_run(p_run_token)).key
                   union all
                   select d.payload ->> 'sheet' from ops.occurrences o join ops.job_definitions d on d.key = o.definition_key where o.run_token = p_run_token);
  if not found then
    return 'not_mine';
  end if;
  select v.work_item_id, v.revision_no into v_item, v_revision from mart.v_sheet_revision v where v.definition_key = v_sheet.definition_key;
  insert into ops.sheet_checks (sheet_key, work_item_id, revision_no, outcome, reason)
  select v_sheet.key, v_item, v_revision, 'not_checked', coalesce(nullif(p_reason, ''), 'tanpa keterangan')
   where not exists (
     select from (select c.* from ops.sheet_checks c where c.sheet_key = v_sheet.key order by c.id desc limit 1) l
      where l.outcome = 'not_checked' and (l.work_item_id, l.revision_no, l.reason) is not distinct from (v_item, v_revision, coalesce(nullif(p_reason, ''), 'tanpa keterangan')));
  perform ops.alert_raise('warning', 'OPS', 'sheet', format('Sheet %s tidak dapat ditulis atau diperiksa', v_sheet.title),
    format('%s Laporan dan e-mail tetap berjalan; Sheet %s dan dicoba lagi.', p_reason,
      case when v_sheet.written_at is null then 'belum pernah terisi' else 'masih menunjukkan tulisan ' || to_char(v_sheet.written_at at time zone 'Asia/Jakarta', 'DD-MM-YYYY HH24:MI') || ' WIB' end),
    'sheet_down:' || v_sheet.key);
  return 'not_checked';
end;
$$;
comment on function ops.sheet_not_checked(uuid, text) is 'The Sheet could not be written or read: kept as not_checked and alerted. not_checked | not_mine.';
