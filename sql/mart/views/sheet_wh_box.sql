create view mart.sheet_wh_box
with (security_invoker = true)
as
  select s.* from mart.sheet_update_stock s
   where s.kind = 'WHB'
   order by s.kode_mix collate "C", s.kode_barang collate "C", s.entity, s.nama_gudang collate "C";
comment on view mart.sheet_wh_box is 'Tab WH BOX: the part of the box warehouses of the newest snapshot.';
comment on column mart.sheet_wh_box.article_no is 'No artikel';
comment on column mart.sheet_wh_box.kode_barang is 'Kode barang';
comment on column mart.sheet_wh_box.kode_mix is 'Kode Mix';
comment on column mart.sheet_wh_box.name is 'Nama barang';
comment on column mart.sheet_wh_box.entity is 'Entitas';
comment on column mart.sheet_wh_box.kind is 'Jenis gudang';
comment on column mart.sheet_wh_box.nama_gudang is 'Gudang';
comment on column mart.sheet_wh_box.counts is 'Dihitung (1 = ya)';
comment on column mart.sheet_wh_box.pairs is 'Pasang';
comment on column mart.sheet_wh_box.loose is 'Lepas (1 = ya)';
comment on column mart.sheet_wh_box.snapshot_date is 'Tanggal stok';
comment on column mart.sheet_wh_box.last_updated_by is 'Diperbarui oleh';
comment on column mart.sheet_wh_box.last_updated_at is 'Diperbarui pada (WIB)';
