grant usage on schema ops to mandor_backup;
grant select on all tables in schema ops to mandor_backup;
grant select on all sequences in schema ops to mandor_backup;
grant execute on function ops.caller_is_staff(), ops.jobs_list(), ops.runs_lost(), ops.occurrence_needs_missing(bigint) to mandor_backup;
