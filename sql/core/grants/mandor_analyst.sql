grant usage on schema core to mandor_analyst;
grant select on all tables in schema core to mandor_analyst;
