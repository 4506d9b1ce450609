alter table ops.reply_questions enable row level security;
drop policy if exists staff_reads on ops.reply_questions;
create policy staff_reads on ops.reply_questions for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
