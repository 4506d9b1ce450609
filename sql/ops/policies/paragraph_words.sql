alter table ops.paragraph_words enable row level security;
drop policy if exists staff_reads on ops.paragraph_words;
create policy staff_reads on ops.paragraph_words for select to mandor_worker, mandor_console, mandor_analyst, mandor_backup using (true);
drop policy if exists analyst_edits on ops.paragraph_words;
create policy analyst_edits on ops.paragraph_words for all to mandor_analyst using (true) with check (true);
