alter table ops.reply_markers enable row level security;
drop policy if exists staff_reads on ops.reply_markers;
create policy staff_reads on ops.reply_markers for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
-- Which columns, the grants say.
drop policy if exists analyst_edits on ops.reply_markers;
create policy analyst_edits on ops.reply_markers for all to mandor_analyst using (true) with check (true);
