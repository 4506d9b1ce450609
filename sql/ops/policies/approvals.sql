alter table ops.approvals enable row level security;
drop policy if exists staff_reads on ops.approvals;
create policy staff_reads on ops.approvals for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
