-- Who set a value, and when: a deploy that writes a default, or a sync of SOPs, does not take a person's place.
create or replace trigger _100_touch before update on ops.settings
  for each row when (old.value is distinct from new.value) execute function ops.tg_settings__touch();
create or replace trigger _800_history after insert or update or delete on ops.settings
  for each row execute function ops.tg_any__history('key');
