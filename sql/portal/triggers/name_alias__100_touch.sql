create or replace trigger _100_touch before update on portal.name_alias
  for each row execute function util.tg_touch();
comment on trigger _100_touch on portal.name_alias is 'Sets updated_at.';
