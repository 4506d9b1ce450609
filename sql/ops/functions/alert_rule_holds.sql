create or replace function ops.alert_rule_holds(p_predicate jsonb, p_value numeric)
returns boolean
language plpgsql stable
as $$
declare
  v_than numeric;
begin
  if p_predicate ? 'all' then
    return (select coalesce(bool_and(ops.alert_rule_holds(x, p_value)), false) from jsonb_array_elements(p_predicate -> 'all') x);
  elsif p_predicate ? 'any' then
    return (select coalesce(bool_or(ops.alert_rule_holds(x, p_value)), false) from jsonb_array_elements(p_predicate -> 'any') x);
  end if;
  v_than := case when p_predicate ? 'setting' then util.setting_numeric(p_predicate ->> 'setting') else (p_predicate ->> 'value')::numeric end;
  if v_than is null then
    raise exception 'the predicate % compares with nothing', p_predicate using errcode = 'MD101', hint = 'For example {"op": "<", "value": 70}.';
  end if;
  return case p_predicate ->> 'op'
    when '<' then p_value < v_than when '<=' then p_value <= v_than when '=' then p_value = v_than
    when '<>' then p_value <> v_than when '>=' then p_value >= v_than when '>' then p_value > v_than
    else ops.alert_rule_refuse(p_predicate) end;
end;
$$;
comment on function ops.alert_rule_holds(jsonb, numeric) is 'Does a value fulfil a predicate: {"op", "value" | "setting"}, {"all": […]}, {"any": […]}. MD101 when the predicate makes no sense.';
