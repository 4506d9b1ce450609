create or replace trigger _200_in_use before delete or update of warehouse_id on core.dim_warehouse
  for each row execute function core.tg_any__in_use('warehouse_id');
