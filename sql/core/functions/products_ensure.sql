create or replace function core.products_ensure(p_load_id bigint)
returns void
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  v_codes text[];
  v_names text[];
begin
  select array_agg(x.code), array_agg(x.name) into v_codes, v_names
    from (
      select btrim(s.kode_produk) as code, min(s.nama_barang) as name from raw.accurate_sales s where s.load_id = p_load_id group by 1
      union all
      select btrim(s.kode_barang), min(s.nama_barang) from raw.accurate_stock s where s.load_id = p_load_id group by 1
    ) x
   where not exists (select from core.dim_product d where d.kode_barang = x.code);
  if v_codes is not null then
    perform core.products_sync(v_codes, v_names);
  end if;
end;
$$;
comment on function core.products_ensure(bigint) is 'Makes dimension rows for codes that a load brings for the first time. Internal.';
