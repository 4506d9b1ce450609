alter table ops.calendars enable row level security;
drop policy if exists staff_reads on ops.calendars;
create policy staff_reads on ops.calendars for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
-- Which columns, the grants say.
drop policy if exists analyst_edits on ops.calendars;
create policy analyst_edits on ops.calendars for all to mandor_analyst using (true) with check (true);
