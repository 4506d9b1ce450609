create or replace trigger _200_in_use before delete or update of store_id on core.dim_store
  for each row execute function core.tg_any__in_use('store_id');
