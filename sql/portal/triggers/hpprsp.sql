create or replace trigger _100_touch before update on portal.hpprsp
  for each row execute function util.tg_touch();
comment on trigger _100_touch on portal.hpprsp is 'Sets updated_at.';
-- Prices come with their articles and are no news; one that changes is. Without the cost price: history and journal are
-- read by more people than may see it.
create or replace trigger _800_history after update or delete on portal.hpprsp
  for each row execute function ops.tg_any__history('kode', '-harga_beli');
