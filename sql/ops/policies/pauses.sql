alter table ops.pauses enable row level security;
drop policy if exists staff_reads on ops.pauses;
create policy staff_reads on ops.pauses for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
