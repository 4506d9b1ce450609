alter table ops.data_findings enable row level security;
drop policy if exists staff_reads on ops.data_findings;
create policy staff_reads on ops.data_findings for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
-- Which columns, the grants say.
drop policy if exists analyst_edits on ops.data_findings;
create policy analyst_edits on ops.data_findings for update to mandor_analyst using (true) with check (true);
