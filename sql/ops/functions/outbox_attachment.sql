-- The list comes from the frozen revision that the letter shows, and from nowhere else. Who may not see cost prices gets
-- no column that is made of them.
create or replace function ops.outbox_attachment(p_run_token uuid)
returns table (file_name text, sheet text, columns jsonb, rows jsonb, notes jsonb)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  with letter as (
    select r.figures, r.result, r.result -> 'attachment' as plan, coalesce((o.params ->> 'sees_cost')::boolean, false) as sees_cost
      from ops.outbox o
      join ops.work_item_revisions r on r.work_item_id = o.work_item_id and r.revision_no = o.revision_no
     where o.run_token = p_run_token and o.status = 'sending' and r.result ? 'attachment' and util.caller() is not null
  ), shown as (
    select c.spec, c.place
      from letter l
     cross join lateral jsonb_array_elements(l.plan -> 'columns') with ordinality as c (spec, place)
     where l.sees_cost or not coalesce((c.spec ->> 'is_cost')::boolean, false)
  )
  select l.plan ->> 'file_name', l.plan ->> 'sheet',
         (select jsonb_agg(s.spec - array['key', 'words', 'is_cost'] order by s.place) from shown s),
         (select coalesce(jsonb_agg(line.cells order by a.place), '[]')
            from jsonb_array_elements(l.figures -> (l.plan ->> 'rows')) with ordinality as a (item, place)
           cross join lateral (
             select jsonb_agg(coalesce(
                      s.spec -> 'words' -> (a.item ->> (s.spec ->> 'key')),
                      -- Two places more than are shown: sixteen digits of a quotient make the file twice as large and say nothing.
                      case when s.spec ->> 'type' = 'number'
                        then to_jsonb(trim_scale(round((a.item ->> (s.spec ->> 'key'))::numeric, 2 + coalesce((s.spec ->> 'decimals')::integer, 0)))) end,
                      a.item -> (s.spec ->> 'key'), 'null') order by s.place) as cells
               from shown s) line),
         jsonb_build_array(l.result ->> 'title', l.result ->> 'date_text', l.result ->> 'verdict') || (l.result -> 'steps') || (l.result -> 'footer')
    from letter l
$$;
comment on function ops.outbox_attachment(uuid) is 'The full list that goes with a claimed letter: file name, columns (heading, type, decimals, width), rows of typed values, and lines on how they came about. No row: the letter has none.';
