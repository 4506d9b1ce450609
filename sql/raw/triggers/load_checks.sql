create or replace trigger _200_params
  before insert or update of params on raw.load_checks
  for each row when (jsonb_typeof(new.params) = 'object') execute function raw.tg_load_checks__params();
create or replace trigger _800_history
  after insert or update or delete on raw.load_checks
  for each row execute function ops.tg_any__history('kind', 'check_name');
