alter table ops.settings_history enable row level security;
drop policy if exists staff_reads on ops.settings_history;
create policy staff_reads on ops.settings_history for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
