create or replace function core.store_of_department(p_name text)
returns integer
language sql stable
as $$
  select coalesce(
    (select s.store_id
       from portal.name_alias a
       join core.dim_store s on s.store_code = a.canonical_name
      where a.source = 'accurate' and lower(btrim(a.name)) = lower(btrim(p_name))),
    0);
$$;
comment on function core.store_of_department(text) is 'Shop of a department''s name as the ERP spells it (portal.name_alias); 0 (TANPA TOKO) when nobody mapped it.';
