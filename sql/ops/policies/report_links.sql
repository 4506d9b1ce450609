alter table ops.report_links enable row level security;
drop policy if exists staff_reads on ops.report_links;
create policy staff_reads on ops.report_links for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
