alter table ops.sheet_checks enable row level security;
drop policy if exists staff_reads on ops.sheet_checks;
create policy staff_reads on ops.sheet_checks for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
