create or replace trigger _100_touch before update on agent.skills
  for each row when (old.* is distinct from new.*) execute function util.tg_touch();
-- The text is in agent.skill_versions; history says which version was in force from when to when.
create or replace trigger _800_history after insert or update or delete on agent.skills
  for each row execute function ops.tg_any__history('name', '-domain_knowledge');
