-- What may be loaded from a file. The keys of reference data are named here and not read from the primary keys, because
-- people spell a warehouse in any case and with blanks around it: two spellings are one row (portal.warehouse).
create or replace function portal.load_tables()
returns table (table_name text, kind text, entity text, key_columns text[], key_expressions text[], description text)
language sql stable
as $$
  select v.table_name, 'portal', null, v.key_columns, v.key_expressions, obj_description(to_regclass(v.table_name), 'pg_class')
    from (values
      ('portal.store', array['store_code'], array['store_code']),
      ('portal.warehouse', array['entity', 'nama_gudang'], array['entity', 'lower(btrim(nama_gudang))']),
      ('portal.kodemix', array['kode_barang'], array['kode_barang']),
      ('portal.hpprsp', array['kode'], array['kode']),
      ('portal.purchase_orders_manual', array['kode_mix', 'tgl_po', 'row_no'], array['kode_mix', 'tgl_po', 'row_no']),
      ('portal.name_alias', array['source', 'name'], array['source', 'lower(btrim(name))']),
      ('portal.article_notes', array['kode_mix', 'kind'], array['kode_mix', 'kind']),
      ('portal.stock_capacity', array['store_code'], array['store_code']),
      ('portal.sales_target', array['store_code', 'month'], array['store_code', 'month']),
      ('portal.store_ff_fb', array['store_code', 'on_date'], array['store_code', 'on_date']),
      ('portal.csv_mappings', array['table_name', 'source_header'], array['table_name', 'lower(regexp_replace(btrim(source_header), ''\s+'', '' '', ''g''))'])
    ) v (table_name, key_columns, key_expressions)
  union all
  select 'raw.' || c.relname, case when p.relname = 'accurate_stock' then 'stock' else 'sales' end,
         upper(substr(c.relname, length(p.relname) + 2)), null, null, obj_description(c.oid, 'pg_class')
    from pg_inherits i
    join pg_class c on c.oid = i.inhrelid
    join pg_class p on p.oid = i.inhparent
   where i.inhparent in ('raw.accurate_stock'::regclass, 'raw.accurate_sales'::regclass)
  union all
  select 'raw.iseller_sales', 'pos', 'ALL', null, null, obj_description('raw.iseller_sales'::regclass, 'pg_class')
$$;
comment on function portal.load_tables() is 'Tables that mandor load knows: reference data with the key that tells new rows from changed ones, the entity partitions of raw, and the receipts of the tills.';
