grant usage on schema raw to mandor_console;
grant select on all tables in schema raw to mandor_console;
grant execute on function raw.pos_store(text, text), raw.pos_counts(text) to mandor_console;
grant execute on function raw.load_release(bigint, text, bigint), raw.load_reject(bigint, text, bigint), raw.loads_list(text, integer) to mandor_console;
