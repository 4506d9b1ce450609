-- Three lines of what was frozen, nothing worked out anew. Figures made of cost prices are left out: the group of a
-- department is no list of people who may see them.
create or replace function mart.report_summary(p_result jsonb)
returns table (title text, body text)
language sql immutable
as $$
  select regexp_replace(concat_ws(' · ', p_result ->> 'title', p_result ->> 'date_text'), '\s+', ' ', 'g'),
         concat_ws(E'\n', nullif(regexp_replace(p_result ->> 'verdict', '\s+', ' ', 'g'), ''), nullif(regexp_replace((
           select string_agg(concat_ws(' ', f.item ->> 'label', f.item ->> 'value'), ' · ' order by f.place)
             from (
               select k.item, k.place, row_number() over (order by k.place) as nth
                 from jsonb_array_elements(case jsonb_typeof(p_result -> 'key_figures') when 'array' then p_result -> 'key_figures' end) with ordinality as k (item, place)
                where not coalesce((k.item ->> 'is_cost')::boolean, false)
             ) f
            where f.nth <= 5), '\s+', ' ', 'g'), ''))
$$;
comment on function mart.report_summary(jsonb) is 'A frozen report as a chat shows it: a title, and two lines: the verdict, the first key figures without those made of cost prices.';
