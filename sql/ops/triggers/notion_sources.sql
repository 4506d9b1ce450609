create or replace trigger _100_moved before update on ops.notion_sources
  for each row execute function ops.tg_notion_sources__moved();
-- What was learned from Notion is no configuration: it leaves no history.
create or replace trigger _800_history after insert or delete or update of database_id, sees_cost on ops.notion_sources
  for each row execute function ops.tg_any__history('key');
