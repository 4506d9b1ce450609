alter table ops.heartbeats enable row level security;
drop policy if exists staff_reads on ops.heartbeats;
create policy staff_reads on ops.heartbeats for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
