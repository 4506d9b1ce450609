create or replace function ops.work_item_alert(p_id bigint, p_severity text, p_what text, p_title text, p_body text)
returns void
language plpgsql volatile
as $$
declare
  v_title text;
  v_department text;
begin
  select format('%s %s', w.title, to_char(w.business_date, 'DD/MM/YYYY')), coalesce(a.department, 'OPS')
    into strict v_title, v_department
    from ops.work_items w
    join ops.job_definitions d on d.key = w.definition_key
    join agent.profiles a on a.name = d.agent
   where w.id = p_id;
  perform ops.alert_raise(p_severity, v_department, 'work_item', format('%s: %s', v_title, p_title),
    concat_ws(E'\n', p_body, format('Lihat: mandor explain work_item %s', p_id)), format('work_item:%s:%s', p_id, p_what), interval '1 day');
end;
$$;
comment on function ops.work_item_alert(bigint, text, text, text, text) is 'Raises an alert about a work item in its agent''s department. p_what tells alerts of one item apart.';
