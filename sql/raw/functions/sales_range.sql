-- Invoices are changed and deleted after the fact: each pull reads the last days again, and an occurrence may ask for more.
create or replace function raw.sales_range(p_business_date date, p_payload jsonb)
returns table (covers_from date, covers_to date)
language sql stable
as $$
  select coalesce((p_payload ->> 'from')::date, p_business_date - util.setting_integer('sales.repull_days') + 1), p_business_date
$$;
comment on function raw.sales_range(date, jsonb) is 'Days that a sales pull of a business date covers: the last sales.repull_days, or from payload.from on.';
