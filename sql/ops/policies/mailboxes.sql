alter table ops.mailboxes enable row level security;
drop policy if exists staff_reads on ops.mailboxes;
create policy staff_reads on ops.mailboxes for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
-- Which columns, the grants say.
drop policy if exists analyst_edits on ops.mailboxes;
create policy analyst_edits on ops.mailboxes for update to mandor_analyst using (true) with check (true);
