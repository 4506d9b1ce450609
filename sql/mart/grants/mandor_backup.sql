grant usage on schema mart to mandor_backup;
grant select on all tables in schema mart to mandor_backup;
