-- Takes items in the order of their numbers and neither a date nor a run: nothing here opens or ends one, and who decides about an
-- item waits for no second one.
create or replace function ops.approval_deadlines_move()
returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_id bigint;
  v_due timestamptz;
  v_count integer := 0;
begin
  for v_id in
    select w.id from ops.work_items w where w.status = 'pending_approval' order by w.id for update
  loop
    if (select d.what = 'absence' and d.due_at <= util.now() from ops.approval_deadline(v_id) d) then
      perform ops.approval_backup_open(v_id);
    end if;
    select d.due_at into strict v_due from ops.approval_deadline(v_id) d;
    update ops.wakeups u set due_at = v_due, dispatched_at = null
      from ops.work_items w
     where w.id = v_id and u.id = w.wakeup_id and u.due_at is distinct from v_due;
    if found then
      v_count := v_count + 1;
    end if;
  end loop;
  return v_count;
end;
$$;
comment on function ops.approval_deadlines_move() is 'A policy, calendar or absence has changed: all open deadlines follow, and a backup that is needed now is asked. How many moved.';
