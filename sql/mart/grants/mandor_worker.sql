grant usage on schema mart to mandor_worker;
grant execute on function mart.report_freeze(uuid) to mandor_worker;
