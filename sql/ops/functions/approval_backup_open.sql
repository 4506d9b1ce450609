create or replace function ops.approval_backup_open(p_work_item_id bigint)
returns bigint
language plpgsql volatile
as $$
declare
  v_person bigint := ops.work_item_backup(p_work_item_id);
begin
  if exists (select from ops.approvals a where a.work_item_id = p_work_item_id and a.role = 'backup' and a.status = 'open') then
    return null;
  end if;
  if v_person is null then
    perform ops.work_item_alert(p_work_item_id, 'warning', 'no_backup', 'tidak ada pengganti',
      'PIC belum menjawab atau sedang tidak ada, dan tidak ada pengganti. Isi backup_id di ops.job_definitions atau delegate_id di ops.absences.');
    return null;
  end if;
  return ops.approval_open(p_work_item_id, v_person, 'backup');
end;
$$;
comment on function ops.approval_backup_open(bigint) is 'Asks the backup too; the first may still answer. NULL: is asked already, or there is nobody (a warning says so).';
