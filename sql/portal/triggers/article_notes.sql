create or replace trigger _100_touch before update on portal.article_notes
  for each row execute function util.tg_touch();
comment on trigger _100_touch on portal.article_notes is 'Sets updated_at.';
create or replace trigger _800_history after insert or update or delete on portal.article_notes
  for each row execute function ops.tg_any__history('id');
