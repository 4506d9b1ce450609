alter table ops.follow_up_kinds enable row level security;
drop policy if exists staff_reads on ops.follow_up_kinds;
create policy staff_reads on ops.follow_up_kinds for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
-- Which columns, the grants say.
drop policy if exists analyst_edits on ops.follow_up_kinds;
create policy analyst_edits on ops.follow_up_kinds for update to mandor_analyst using (true) with check (true);
