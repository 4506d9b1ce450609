alter table ops.cross_checks enable row level security;
drop policy if exists staff_reads on ops.cross_checks;
create policy staff_reads on ops.cross_checks for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
