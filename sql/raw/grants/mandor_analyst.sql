grant usage on schema raw to mandor_analyst;
grant select on all tables in schema raw to mandor_analyst;
grant execute on function raw.pos_store(text, text), raw.pos_counts(text) to mandor_analyst;
grant delete on raw.source_databases to mandor_analyst;
grant update (severity, threshold, params, is_enabled) on raw.load_checks to mandor_analyst;
grant execute on function raw.load_release(bigint, text, bigint), raw.load_reject(bigint, text, bigint), raw.loads_list(text, integer) to mandor_analyst;
