alter table ops.inbound_messages enable row level security;
drop policy if exists staff_reads on ops.inbound_messages;
create policy staff_reads on ops.inbound_messages for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
