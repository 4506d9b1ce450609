create or replace function ops.rate_postponed(p_key text)
returns timestamptz
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select r.postponed_until from ops.rate_keys r where r.key = p_key and r.postponed_until > clock_timestamp();
$$;
comment on function ops.rate_postponed(text) is 'Until when the vendor asked for a pause, if that is not over; NULL otherwise. Asked just before a request leaves.';
