grant usage on schema raw to mandor_backup;
grant select on all tables in schema raw to mandor_backup;
