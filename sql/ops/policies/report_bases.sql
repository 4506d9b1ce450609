alter table ops.report_bases enable row level security;
drop policy if exists staff_reads on ops.report_bases;
create policy staff_reads on ops.report_bases for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
