alter table ops.alerts enable row level security;
drop policy if exists staff_reads on ops.alerts;
create policy staff_reads on ops.alerts for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
