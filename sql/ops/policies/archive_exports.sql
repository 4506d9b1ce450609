alter table ops.archive_exports enable row level security;
drop policy if exists staff_reads on ops.archive_exports;
create policy staff_reads on ops.archive_exports for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
