create or replace function agent.sop_changes(p_old jsonb, p_new jsonb)
returns jsonb
language sql stable
as $$
  with parameters as (
    select key, o.value as old, n.value as new
      from jsonb_each(coalesce(p_old -> 'parameters', '{}')) o full join jsonb_each(coalesce(p_new -> 'parameters', '{}')) n using (key)
     where o.value is distinct from n.value
  ), told as (
    select p.key, coalesce(p.new, p.old) as parameter, p.old -> 'value' is distinct from p.new -> 'value' as is_other,
           case when p.old is null then format('%s: new, %s', p.key, p.new ->> 'value')
                when p.new is null then format('%s: gone, was %s', p.key, p.old ->> 'value')
                when p.old -> 'value' is distinct from p.new -> 'value' then format('%s: %s → %s', p.key, p.old ->> 'value', p.new ->> 'value')
                else format('%s: stays %s, described otherwise', p.key, p.new ->> 'value') end as line
      from parameters p
  )
  select coalesce(jsonb_agg(x.line order by x.place, x.line collate "C"), '[]')
    from (
      select 1 as place, concat(t.line, ' ' || (t.parameter ->> 'unit'),
               case when t.is_other and t.parameter ? 'setting' then
                 case when s.value is not null then format(' (setting %s: a person set %s, which goes on to hold)', s.key, s.value)
                      else format(' (setting %s)', t.parameter ->> 'setting') end
                    when t.is_other and t.parameter ? 'review_check' then
                 case when c.params ? coalesce(t.parameter ->> 'number', t.key) then
                        format(' (review check %s: a person set %s, which goes on to hold)', c.key, c.params ->> coalesce(t.parameter ->> 'number', t.key))
                      else format(' (review check %s)', t.parameter ->> 'review_check') end end) as line
        from told t
        left join ops.settings s on s.key = t.parameter ->> 'setting'
        left join ops.review_checks c on c.key = t.parameter ->> 'review_check'
      union all
      select l.place, format('%s: %s', l.what, d.line)
        from (values (2, 'event_types'), (3, 'jobs')) as l (place, what)
        cross join lateral (
          select string_agg(x.line, ', ' order by x.line) as line
            from (select '+ ' || n.name as line from jsonb_array_elements_text(coalesce(p_new -> l.what, '[]')) as n (name) where not coalesce(p_old -> l.what, '[]') ? n.name
                  union all
                  select '− ' || o.name from jsonb_array_elements_text(coalesce(p_old -> l.what, '[]')) as o (name) where not coalesce(p_new -> l.what, '[]') ? o.name) x) d
       where d.line is not null
    ) x
$$;
comment on function agent.sop_changes(jsonb, jsonb) is 'What differs between two activation conditions, in words, one line each; says when a person''s own value goes on to hold. Internal.';
