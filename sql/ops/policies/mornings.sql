alter table ops.mornings enable row level security;
drop policy if exists staff_reads on ops.mornings;
create policy staff_reads on ops.mornings for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
