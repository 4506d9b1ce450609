alter table ops.runbook_steps enable row level security;
drop policy if exists staff_reads on ops.runbook_steps;
create policy staff_reads on ops.runbook_steps for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
-- Which columns, the grants say.
drop policy if exists analyst_edits on ops.runbook_steps;
create policy analyst_edits on ops.runbook_steps for update to mandor_analyst using (true) with check (true);
