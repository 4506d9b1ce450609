grant usage on schema portal to mandor_backup;
grant select on all tables in schema portal to mandor_backup;
