alter table ops.parallel_settings enable row level security;
drop policy if exists staff_reads on ops.parallel_settings;
create policy staff_reads on ops.parallel_settings for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
-- Which columns, the grants say.
drop policy if exists analyst_edits on ops.parallel_settings;
create policy analyst_edits on ops.parallel_settings for all to mandor_analyst using (true) with check (true);
