alter table ops.missing_notices enable row level security;
drop policy if exists staff_reads on ops.missing_notices;
create policy staff_reads on ops.missing_notices for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
