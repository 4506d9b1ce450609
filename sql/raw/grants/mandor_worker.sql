grant usage on schema raw to mandor_worker;
grant execute on function
  raw.pull_begin(text, uuid), raw.pull_end(uuid, bigint, uuid, bigint, bigint), raw.pull_fail(uuid, bigint, uuid, jsonb, boolean), raw.pull_defer(uuid, bigint, uuid, numeric, text),
  raw.pull_source(uuid, bigint, uuid, bigint, text), raw.sales_plan(bigint, uuid, text, jsonb),
  raw.load_begin(text, text, date, date, date, date, text, bigint), raw.load_page(bigint, uuid, jsonb, bigint, integer, integer),
  raw.load_finish(bigint, uuid, bigint, bigint), raw.load_fail(bigint, uuid, text), raw.load_restart(bigint, uuid),
  raw.ginee_begin(uuid, jsonb), raw.ginee_page(uuid, text, timestamptz, timestamptz, jsonb, jsonb), raw.ginee_window_done(uuid, text, timestamptz, timestamptz, timestamptz)
  to mandor_worker;
grant insert on raw.staging_stock, raw.staging_sales to mandor_worker;
