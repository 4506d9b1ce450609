grant usage on schema agent to mandor_backup;
grant select on all tables in schema agent to mandor_backup;
grant select on all sequences in schema agent to mandor_backup;
