create view mart.sheet_update_stock
with (security_invoker = true)
as
  select s.* from mart.sheet_stock(false) s;
comment on view mart.sheet_update_stock is 'Tab Update Stock: the newest snapshot of each entity, a row per code and warehouse; above sheet.stock_rows rows, one per code, entity and kind of warehouse. The formulas of the TIER tabs add it up.';
comment on column mart.sheet_update_stock.article_no is 'No artikel';
comment on column mart.sheet_update_stock.kode_barang is 'Kode barang';
comment on column mart.sheet_update_stock.kode_mix is 'Kode Mix';
comment on column mart.sheet_update_stock.name is 'Nama barang';
comment on column mart.sheet_update_stock.entity is 'Entitas';
comment on column mart.sheet_update_stock.kind is 'Jenis gudang';
comment on column mart.sheet_update_stock.nama_gudang is 'Gudang';
comment on column mart.sheet_update_stock.counts is 'Dihitung (1 = ya)';
comment on column mart.sheet_update_stock.pairs is 'Pasang';
comment on column mart.sheet_update_stock.loose is 'Lepas (1 = ya)';
comment on column mart.sheet_update_stock.snapshot_date is 'Tanggal stok';
comment on column mart.sheet_update_stock.last_updated_by is 'Diperbarui oleh';
comment on column mart.sheet_update_stock.last_updated_at is 'Diperbarui pada (WIB)';
