create or replace function raw.pos_store(p_outlet_code text, p_outlet_name text)
returns text
language sql stable
as $$
  select coalesce(
    (select s.store_code
       from portal.name_alias a
       join portal.store s on s.store_code = a.canonical_name
      where a.source = 'iseller' and lower(btrim(a.name)) in (lower(btrim(p_outlet_name)), lower(btrim(p_outlet_code)))
      order by lower(btrim(a.name)) = lower(btrim(p_outlet_name)) desc
      limit 1),
    (select s.store_code from portal.store s where lower(s.store_code) = lower(btrim(p_outlet_code))),
    (select min(s.store_code) from portal.store s where lower(btrim(s.name)) = lower(btrim(p_outlet_name)) having count(*) = 1));
$$;
comment on function raw.pos_store(text, text) is 'Shop of an outlet of the till program: by portal.name_alias (source iseller), by code, by name; NULL when nobody can tell.';
