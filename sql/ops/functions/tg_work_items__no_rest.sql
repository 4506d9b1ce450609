create or replace function ops.tg_work_items__no_rest()
returns trigger
language plpgsql
as $$
begin
  if exists (select from ops.work_items w where w.id = new.id and w.status = 'l2_approved') then
    raise exception 'work item % would stay in l2_approved', new.id
      using errcode = 'MD902', hint = 'The call that passes a review goes on to pending_approval or approved.';
  end if;
  return null;
end;
$$;
comment on function ops.tg_work_items__no_rest() is 'Trigger at commit: l2_approved is a step, no commit leaves a row in it (MD902).';
