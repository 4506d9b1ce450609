alter table ops.incidents enable row level security;
drop policy if exists staff_reads on ops.incidents;
create policy staff_reads on ops.incidents for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
