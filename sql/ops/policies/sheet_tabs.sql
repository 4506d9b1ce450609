alter table ops.sheet_tabs enable row level security;
drop policy if exists staff_reads on ops.sheet_tabs;
create policy staff_reads on ops.sheet_tabs for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
