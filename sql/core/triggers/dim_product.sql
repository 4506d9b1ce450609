create or replace trigger _200_in_use before delete or update of kode_barang on core.dim_product
  for each row execute function core.tg_any__in_use('kode_barang');
