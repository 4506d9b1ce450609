create or replace function ops.occurrence_give_up(p_id bigint)
returns text
language plpgsql volatile
as $$
declare
  v_missing text[] := ops.occurrence_needs_missing(p_id);
  v_occurrence ops.occurrences;
  v_definition ops.job_definitions;
  v_item ops.work_items;
  v_note text;
begin
  if v_missing = '{}' then
    return ops.occurrence_start_limit(p_id);
  end if;
  select o.* into strict v_occurrence from ops.occurrences o where o.id = p_id;
  select d.* into strict v_definition from ops.job_definitions d where d.key = v_occurrence.definition_key;
  v_note := format('given up at the next slot: %s never came', array_to_string(v_missing, ', '));

  select w.* into v_item from ops.work_items w where w.occurrence_id = p_id and w.status = 'scheduled' order by w.id limit 1 for update;
  if found then
    perform ops.work_item_escalate(v_item.id, 'give_up', 'timer', 'engine', v_note);
  else
    perform ops.alert_raise('critical', (select a.department from agent.profiles a where a.name = v_definition.agent), 'schedule',
      format('%s tidak dijalankan', v_definition.title),
      format('%s untuk %s dilewati: %s tidak pernah ada.', v_definition.title, mart.date_text(v_occurrence.business_date), array_to_string(v_missing, ', ')),
      'give_up:' || p_id);
  end if;
  update ops.occurrences o set status = 'skipped', finished_at = util.now(), note = v_note where o.id = p_id and o.status in ('expected', 'waiting');
  return 'given_up';
end;
$$;
comment on function ops.occurrence_give_up(bigint) is 'The next slot has come and the needs of this one are still unmet: it is skipped with a note, a critical alert is raised, its work item is escalated. Needs met meanwhile: as at the start limit.';
