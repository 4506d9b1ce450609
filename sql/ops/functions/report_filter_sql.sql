-- Column from the catalog through %I, operator and type from fixed lists, the value as element number p_place of $1.
create or replace function ops.report_filter_sql(p_filter jsonb, p_place integer)
returns text
language sql immutable
as $$
  select case
    when p_filter ->> 'operator' = 'contains' then format('strpos(lower(v.%I::text), lower(($1)[%s])) > 0', p_filter ->> 'column', p_place)
    when p_filter ->> 'type' = 'text' then format('lower(v.%I::text) %s lower(($1)[%s])', p_filter ->> 'column', o.sign, p_place)
    else format('v.%I %s ($1)[%s]::%s', p_filter ->> 'column', o.sign, p_place,
      case p_filter ->> 'type' when 'integer' then 'integer' when 'number' then 'numeric' when 'boolean' then 'boolean' else 'date' end)
  end
  from (select case p_filter ->> 'operator' when '>=' then '>=' when '<=' then '<=' else '=' end as sign) o
$$;
comment on function ops.report_filter_sql(jsonb, integer) is 'The condition of one filter, its value being element p_place of parameter 1. Internal.';
