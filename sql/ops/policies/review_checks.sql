alter table ops.review_checks enable row level security;
drop policy if exists staff_reads on ops.review_checks;
create policy staff_reads on ops.review_checks for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
-- Which columns, the grants say.
drop policy if exists analyst_edits on ops.review_checks;
create policy analyst_edits on ops.review_checks for update to mandor_analyst using (true) with check (true);
