create or replace function ops.sheet_of_run(p_run_token uuid)
returns ops.sheets
language sql stable
as $$
  select s.* from ops.outbox o join ops.sheets s on s.key = o.recipient
   where o.run_token = p_run_token and o.status = 'sending' and o.channel = 'sheets'
$$;
comment on function ops.sheet_of_run(uuid) is 'The Sheet that the sending run with this token writes. NULL: another run holds it. Internal.';
