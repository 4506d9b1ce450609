create or replace function ops.missing_tell(p_occurrence_id bigint)
returns integer
language plpgsql volatile
as $$
declare
  v_today date := util.local_date(util.now());
  v_text record;
begin
  if exists (select from ops.missing_notices n where n.occurrence_id = p_occurrence_id and n.told_on = v_today)
     or (select count(*) from ops.missing_notices n where n.occurrence_id = p_occurrence_id) >= util.setting_integer('missing.days')
     or (select d.missing_notice from ops.occurrences o join ops.job_definitions d on d.key = o.definition_key where o.id = p_occurrence_id) = 'none' then
    return 0;
  end if;
  select t.subject, t.body into v_text from ops.missing_text(p_occurrence_id) t;
  insert into ops.missing_notices (occurrence_id, told_on, subject, body) values (p_occurrence_id, v_today, v_text.subject, v_text.body)
  on conflict (occurrence_id, told_on) do nothing;
  if not found then
    return 0;
  end if;
  return ops.missing_send(p_occurrence_id, 'missing', v_today, v_text.subject, v_text.body);
end;
$$;
comment on function ops.missing_tell(bigint) is 'Tells who waits for a report that it is not there: once a day, on missing.days days at most. How many messages.';
