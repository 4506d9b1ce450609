alter table ops.decision_attempts enable row level security;
drop policy if exists staff_reads on ops.decision_attempts;
create policy staff_reads on ops.decision_attempts for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
