alter table ops.event_keys enable row level security;
drop policy if exists staff_reads on ops.event_keys;
create policy staff_reads on ops.event_keys for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
