alter table ops.reply_fillers enable row level security;
drop policy if exists staff_reads on ops.reply_fillers;
create policy staff_reads on ops.reply_fillers for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
-- Which columns, the grants say.
drop policy if exists analyst_edits on ops.reply_fillers;
create policy analyst_edits on ops.reply_fillers for all to mandor_analyst using (true) with check (true);
