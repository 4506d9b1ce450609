create or replace function ops.notion_dashboard_fields(p_department text, p_is_test boolean)
returns jsonb
language sql stable
as $$
  select jsonb_build_object(
    'name', case when p_is_test then '[UJI] ' else '' end || format('%s · %s', b.department, b.name),
    'open', b.open_items, 'late', b.late_items, 'escalated', b.escalated_items, 'approved', b.approved_this_week)
    from ops.v_department_board b
   where b.department = p_department and b.is_test = p_is_test;
$$;
comment on function ops.notion_dashboard_fields(text, boolean) is 'What the columns of a department''s page show now: field → value.';
