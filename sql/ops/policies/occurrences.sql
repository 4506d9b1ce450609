alter table ops.occurrences enable row level security;
drop policy if exists staff_reads on ops.occurrences;
create policy staff_reads on ops.occurrences for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
