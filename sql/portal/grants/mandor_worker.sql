-- Tasks load reference data through these only; what a tab changes is decided there.
grant usage on schema portal to mandor_worker;
grant execute on function portal.sheet_begin(uuid), portal.sheet_finish(uuid, text[], integer[], jsonb, jsonb), portal.sheet_fail(uuid, text) to mandor_worker;
