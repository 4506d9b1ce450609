grant usage on schema core to mandor_backup;
grant select on all tables in schema core to mandor_backup;
