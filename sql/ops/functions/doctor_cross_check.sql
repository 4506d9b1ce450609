create or replace function ops.doctor_cross_check()
returns table (line text, state text, says text, next_step text)
language sql stable
as $$
  select 'cross-check', case when c.id is null then 'off' when c.status = 'differs' then 'wrong' else 'ok' end,
         case when c.id is null then 'no report was checked yet'
              else format('%s %s: %s%s', w.definition_key, w.business_date, case c.status when 'clean' then c.compared_values || ' figures agree' when 'differs' then c.differing_values || ' of ' || c.compared_values || ' figures differ' else 'not checked' end,
                     case c.source_status when 'not_checked' then ', the source was not checked: ' || c.source_reason when 'moved' then ', part of the sample has moved at the source' when 'differs' then ', the source differs' else ', the source agrees' end) end,
         case when c.status = 'differs' then format('`mandor explain cross_check %s` names the rows.', c.id) end
    from (select 1) x
    left join lateral (select k.* from ops.cross_checks k where k.status <> 'running' order by k.id desc limit 1) c on true
    left join ops.work_items w on w.id = c.work_item_id
$$;
comment on function ops.doctor_cross_check() is 'Line of doctor about the second calculation: what the newest one found. Internal.';
