create or replace trigger _200_keys_insert
  after insert on core.fact_sales
  referencing new table as changed
  for each statement execute function core.tg_fact_sales__keys();

create or replace trigger _200_keys_update
  after update on core.fact_sales
  referencing new table as changed
  for each statement execute function core.tg_fact_sales__keys();
