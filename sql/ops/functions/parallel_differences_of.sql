-- All differences at once, in the order in which people look for them. Keys that stand twice are told and their cells left alone:
-- which of the two is meant nobody can say.
create or replace function ops.parallel_differences_of(p_definition_key text, p_business_date date, p_figures jsonb, p_header jsonb, p_rows jsonb)
returns table (kind text, row_key text, header text, theirs text, ours text, line integer, is_cost boolean, is_same boolean)
language sql stable
as $$
  with ours as materialized (
    select o.row_key, min(o.row::text)::jsonb as row, count(*) as times
      from ops.parallel_rows_ours(p_definition_key, p_figures) o
     group by o.row_key
  ), theirs as materialized (
    select t.row_key, min(t.row::text)::jsonb as row, count(*) as times, min(t.line) as line, string_agg(t.line::text, ', ' order by t.line) as lines
      from ops.parallel_rows_theirs(p_definition_key, p_business_date, p_header, p_rows) t
     group by t.row_key
  ), keys as materialized (
    select coalesce(o.row_key, t.row_key) as row_key, o.row as our_row, t.row as their_row, t.line, o.times as our_times, t.times as their_times, t.lines
      from ours o
      full join theirs t on t.row_key = o.row_key
  ), columns as materialized (
    select c as spec, c.position, c.header, c.is_cost, c.field, c.tolerance, h.cell, s.decimal_mark
      from ops.parallel_settings s
      join ops.parallel_columns c on c.definition_key = s.definition_key and c.role = 'value'
      join ops.parallel_header(p_definition_key, p_header) h on h.position = c.position
     where s.definition_key = p_definition_key
  ), found as (
    select 'cell' as kind, k.row_key, c.header, v.theirs, v.ours, k.line, c.is_cost, c.position,
           v.theirs is not distinct from v.ours
             or c.tolerance > 0 and v.theirs ~ '^-?\d+(\.\d+)?$' and v.ours ~ '^-?\d+(\.\d+)?$'
                -- Read only where both are numbers: the order of conditions is not the planner's promise.
                and abs(case when v.theirs ~ '^-?\d+(\.\d+)?$' then v.theirs::numeric end - case when v.ours ~ '^-?\d+(\.\d+)?$' then v.ours::numeric end) <= c.tolerance as is_same
      from keys k
     cross join columns c
     cross join lateral (
       select ops.parallel_value(k.their_row -> c.cell, c.spec, c.decimal_mark, false) as theirs,
              ops.parallel_value(k.our_row -> c.field, c.spec, 'point', true) as ours
       offset 0) v
     where k.our_times = 1 and k.their_times = 1
    union all
    select case when k.our_times > 1 or k.their_times > 1 then 'duplicate' when k.their_times is null then 'missing' else 'extra' end,
           k.row_key, null, case when k.their_times > 1 then k.lines end, case when k.our_times > 1 then k.our_times::text end, k.line, false, 0, false
      from keys k
     where k.our_times is distinct from 1 or k.their_times is distinct from 1
  )
  select f.kind, f.row_key, f.header, f.theirs, f.ours, f.line, f.is_cost, coalesce(f.is_same, false)
    from found f
   order by f.row_key collate "C", f.position
$$;
comment on function ops.parallel_differences_of(text, date, jsonb, jsonb, jsonb) is 'Each compared cell (is_same or not), and each row that stands on one side only or twice.';
