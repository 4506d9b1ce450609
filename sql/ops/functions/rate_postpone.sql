create or replace function ops.rate_postpone(p_key text, p_until timestamptz)
returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  update ops.rate_keys r
     set next_at = greatest(r.next_at, p_until), postponed_until = greatest(r.postponed_until, p_until)
   where r.key = p_key;
  if not found then
    raise exception 'there is no rate key %', coalesce(p_key, 'NULL') using errcode = 'MD401', hint = 'select key from ops.rate_keys lists them.';
  end if;
end;
$$;
comment on function ops.rate_postpone(text, timestamptz) is 'The vendor said "later" (429, Retry-After): no slot of the key before that time. Never moves it closer.';
