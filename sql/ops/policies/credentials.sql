alter table ops.credentials enable row level security;
drop policy if exists staff_reads on ops.credentials;
create policy staff_reads on ops.credentials for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
-- Which columns, the grants say.
drop policy if exists analyst_edits on ops.credentials;
create policy analyst_edits on ops.credentials for update to mandor_analyst using (true) with check (true);
