create view mart.sheet_data_awal
with (security_invoker = true)
as
  select s.* from mart.sheet_stock(true) s;
comment on view mart.sheet_data_awal is 'Tab DATA AWAL: the first snapshot of the month of each entity, a row per code and warehouse; above sheet.stock_rows rows, one per code, entity and kind of warehouse.';
comment on column mart.sheet_data_awal.article_no is 'No artikel';
comment on column mart.sheet_data_awal.kode_barang is 'Kode barang';
comment on column mart.sheet_data_awal.kode_mix is 'Kode Mix';
comment on column mart.sheet_data_awal.name is 'Nama barang';
comment on column mart.sheet_data_awal.entity is 'Entitas';
comment on column mart.sheet_data_awal.kind is 'Jenis gudang';
comment on column mart.sheet_data_awal.nama_gudang is 'Gudang';
comment on column mart.sheet_data_awal.counts is 'Dihitung (1 = ya)';
comment on column mart.sheet_data_awal.pairs is 'Pasang';
comment on column mart.sheet_data_awal.loose is 'Lepas (1 = ya)';
comment on column mart.sheet_data_awal.snapshot_date is 'Tanggal stok';
comment on column mart.sheet_data_awal.last_updated_by is 'Diperbarui oleh';
comment on column mart.sheet_data_awal.last_updated_at is 'Diperbarui pada (WIB)';
