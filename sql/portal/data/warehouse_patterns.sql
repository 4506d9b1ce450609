-- First guesses. What stands there is people's: a row that exists is not written again.
insert into portal.warehouse_patterns (word, kind, loose, in_cover, rank)
values
  ('retur', 'OTHER', false, false, 10), ('return', 'OTHER', false, false, 10), ('rusak', 'OTHER', false, false, 10),
  ('reject', 'OTHER', false, false, 10), ('afkir', 'OTHER', false, false, 10), ('bs', 'OTHER', false, false, 10),
  ('transit', 'OTHER', false, false, 20), ('titipan', 'OTHER', false, false, 20), ('lama', 'OTHER', false, false, 30),
  ('eceran', 'WHB', true, true, 40),
  ('whs', 'WHS', false, true, 50), ('display', 'WHS', false, true, 50),
  ('whb', 'WHB', false, true, 60), ('box', 'WHB', false, true, 60), ('boks', 'WHB', false, true, 60), ('pusat', 'WHB', false, true, 60),
  ('toko', 'STORE', false, true, 70), ('store', 'STORE', false, true, 70), ('outlet', 'STORE', false, true, 70), ('cabang', 'STORE', false, true, 70)
on conflict (word) do nothing;
