create or replace function ops.tg_any__deadlines_move()
returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform ops.approval_deadlines_move();
  return null;
end;
$$;
comment on function ops.tg_any__deadlines_move() is 'Trigger on policies, rungs, calendars, holidays, absences: open deadlines follow in the same transaction.';
