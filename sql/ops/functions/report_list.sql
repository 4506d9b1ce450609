create or replace function ops.report_list(p_recipient_id bigint default null)
returns table (key text, title text, description text, filters jsonb)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select c.key, c.title, c.description, c.filters
    from ops.report_catalog c
   where util.caller() is not null and ops.report_may(c, p_recipient_id)
   order by c.key collate "C"
$$;
comment on function ops.report_list(bigint) is 'The reports that the caller may ask for by name, with their filters; for a recipient when the intake asks for one.';
