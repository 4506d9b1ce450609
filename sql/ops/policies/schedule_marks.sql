alter table ops.schedule_marks enable row level security;
drop policy if exists staff_reads on ops.schedule_marks;
create policy staff_reads on ops.schedule_marks for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
