alter table ops.revision_openings enable row level security;
drop policy if exists staff_reads on ops.revision_openings;
create policy staff_reads on ops.revision_openings for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
