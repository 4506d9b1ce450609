-- Definer: people may edit portal.kodemix and may not write to core.
create or replace function portal.tg_kodemix__sync()
returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform core.products_sync((select array_agg(c.kode_barang) from changed c));
  return null;
end;
$$;
comment on function portal.tg_kodemix__sync() is 'Trigger: Brings the product dimension up to date and moves the history of codes that changed their article.';
