alter table ops.alert_deliveries enable row level security;
drop policy if exists staff_reads on ops.alert_deliveries;
create policy staff_reads on ops.alert_deliveries for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
