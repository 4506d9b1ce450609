create or replace trigger _100_touch before update on portal.hpprsp
  for each row execute function util.tg_touch();
comment on trigger _100_touch on portal.hpprsp is 'Sets updated_at.';
