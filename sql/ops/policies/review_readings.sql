alter table ops.review_readings enable row level security;
drop policy if exists staff_reads on ops.review_readings;
create policy staff_reads on ops.review_readings for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
