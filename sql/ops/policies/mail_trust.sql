alter table ops.mail_trust enable row level security;
drop policy if exists staff_reads on ops.mail_trust;
create policy staff_reads on ops.mail_trust for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
-- Which columns, the grants say.
drop policy if exists analyst_edits on ops.mail_trust;
create policy analyst_edits on ops.mail_trust for all to mandor_analyst using (true) with check (true);
