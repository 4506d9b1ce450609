-- Rows are found by their article, not by their place: a row that somebody removed is one difference and not a thousand.
create or replace function ops.sheet_differences(p_sheet_key text, p_tabs jsonb)
returns table (tab text, cell text, article text, header text, kind text, is_input boolean, expected jsonb, found jsonb)
language sql stable
as $$
  with tabs as (
    select t.slug, t.title, t.place, b.first_column, p_tabs -> t.title as rows
      from ops.sheet_tabs t
      join ops.sheet_blocks b on b.sheet_key = t.sheet_key and b.slug = t.slug and b.place = 1
     where t.sheet_key = p_sheet_key and t.is_checked
  ), expected as materialized (
    select t.slug, t.title, t.place, t.first_column, x.row, x.n
      from tabs t
     cross join lateral ops.sheet_rows(p_sheet_key, t.slug, 1, 0, 1000000) with ordinality as x (row, n)
  ), read as materialized (
    select distinct on (t.slug, r.value -> (t.first_column - 1)) t.slug, r.value -> (t.first_column - 1) as article_no, r.value as cells, r.ordinality as line
      from tabs t
     cross join lateral jsonb_array_elements(coalesce(t.rows, '[]')) with ordinality r
     where jsonb_typeof(r.value -> (t.first_column - 1)) = 'number'
     order by t.slug, r.value -> (t.first_column - 1), r.ordinality
  ), columns as materialized (
    select t.slug, c.* from tabs t cross join lateral ops.sheet_columns(p_sheet_key, t.slug, 1) c where c.role <> 'total'
  ), cells as (
    select e.title, e.place, e.n, c.column_no, c.name, c.header, c.role, c.is_input, e.row ->> 1 as article, r.line,
           case c.role when 'value' then e.row -> (c.column_no - 1) when 'formula' then e.row -> (c.column_no - 2) else '0'::jsonb end as expected,
           r.cells -> (e.first_column + c.column_no - 2) as found, e.first_column
      from expected e
      join read r on r.slug = e.slug and r.article_no = e.row -> 0
      join columns c on c.slug = e.slug
  ), judged as (
    select c.*,
           case
             when jsonb_typeof(c.expected) = 'number' and jsonb_typeof(c.found) = 'number'
               then abs((c.expected #>> '{}')::numeric - (c.found #>> '{}')::numeric) <= 0.000001 * greatest(1, abs((c.expected #>> '{}')::numeric))
             else coalesce(c.expected #>> '{}', '') = coalesce(c.found #>> '{}', '')
                  -- A number that became a text is a difference, an empty cell and an empty text are none.
                  and (coalesce(c.expected #>> '{}', '') = '' or jsonb_typeof(c.expected) = jsonb_typeof(c.found))
           end as is_equal
      from cells c
  ), wrong as (
    select j.*, lag(j.is_equal, 1, true) over w as before_1, lag(j.is_equal, 2, true) over w as before_2
      from judged j
    window w as (partition by j.title, j.n order by j.column_no)
  )
  select w.title, portal.sheet_cell(w.first_column - 1 + w.column_no, w.line), w.article,
         (select v.header from columns v join tabs t on t.slug = v.slug where t.title = w.title and v.name = w.name and v.role = 'value'),
         w.role, w.is_input, w.expected, w.found
    from wrong w
   -- A check that differs because of the two cells before it is told by those.
   where not w.is_equal and not (w.role = 'check' and not (w.before_1 and w.before_2))
  union all
  select e.title, null, e.row ->> 1, null, 'row', false, e.row -> 0, null
    from expected e
   where not exists (select from read r where r.slug = e.slug and r.article_no = e.row -> 0)
$$;
comment on function ops.sheet_differences(text, jsonb) is 'Cells of the checked tabs that do not agree with the frozen report. p_tabs: {title of the tab: rows as read}. kind: value (typed over), formula (comes to something else), check (check cell is gone or typed over), row (row is gone).';
