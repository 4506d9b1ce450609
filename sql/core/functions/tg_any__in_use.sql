-- The other side of core.tg_fact_sales__keys: on delete restrict, on update restrict.
create or replace function core.tg_any__in_use()
returns trigger
language plpgsql volatile
set search_path = pg_catalog, pg_temp
as $$
declare
  v_column text := tg_argv[0];
  v_old text := to_jsonb(old) ->> v_column;
  v_is_used boolean;
begin
  if tg_op = 'UPDATE' and to_jsonb(new) ->> v_column = v_old then
    return new;
  end if;
  v_is_used := case v_column
    when 'kode_barang' then exists (select from core.fact_sales f where f.kode_barang = v_old)
    when 'warehouse_id' then exists (select from core.fact_sales f where f.warehouse_id = v_old::integer)
    when 'store_id' then exists (select from core.fact_sales f where f.store_id = v_old::integer)
  end;
  if v_is_used then
    raise exception 'sales name % % of %', v_column, v_old, tg_table_name using errcode = '23503';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end;
$$;
comment on function core.tg_any__in_use() is 'Trigger: a dimension row that sales name keeps its key and stays (23503). Argument: its key column.';
