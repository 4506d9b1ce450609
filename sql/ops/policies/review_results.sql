alter table ops.review_results enable row level security;
drop policy if exists staff_reads on ops.review_results;
create policy staff_reads on ops.review_results for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
