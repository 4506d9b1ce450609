create or replace function ops.occurrence_finish(p_run_token uuid, p_note text default null)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_occurrence ops.occurrences;
begin
  select o.* into v_occurrence from ops.occurrences o where o.run_token = p_run_token;
  if not found then
    return 'not_mine';
  end if;
  perform ops.occurrences_lock_date(v_occurrence.business_date);
  perform from ops.occurrences o where o.id = v_occurrence.id and o.run_token = p_run_token for update;
  if not found then
    return 'not_mine';
  end if;
  if exists (select from ops.work_items w where w.run_token = p_run_token) then
    raise exception 'run % belongs to a work item', v_occurrence.id using errcode = 'MD201', hint = 'Finish it with ops.work_item_finish.';
  end if;
  return ops.occurrence_end(v_occurrence.id, p_note);
end;
$$;
comment on function ops.occurrence_finish(uuid, text) is 'A run has ended well: done | late | not_mine. Runs of the same business date that waited for it are started in the same transaction.';
