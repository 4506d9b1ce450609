create or replace function ops.alert_rule_refuse(p_predicate jsonb)
returns boolean
language plpgsql stable
as $$
begin
  raise exception 'the predicate % has no known comparison', p_predicate using errcode = 'MD101', hint = 'op is one of < <= = <> >= >.';
end;
$$;
comment on function ops.alert_rule_refuse(jsonb) is 'Refuses (MD101) a predicate whose comparison is unknown.';
