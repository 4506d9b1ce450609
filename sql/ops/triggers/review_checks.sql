create or replace trigger _200_params
  before insert or update of params on ops.review_checks
  for each row when (jsonb_typeof(new.params) = 'object') execute function ops.tg_review_checks__params();
create or replace trigger _800_history
  after insert or update or delete on ops.review_checks
  for each row execute function ops.tg_any__history('key');
