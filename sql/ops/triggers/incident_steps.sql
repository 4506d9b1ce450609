create or replace trigger _200_guard before insert or update of status on ops.incident_steps
  for each row execute function ops.tg_any__guard(
    '>planned', 'planned>running', 'running>done', 'running>lost', 'planned>dropped');
