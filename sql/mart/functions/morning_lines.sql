-- Who has to be asked about four reports is one person to ask, and one line: the reasons of one kind stand together.
create or replace function mart.morning_lines(p_follow_ups jsonb, p_now timestamptz)
returns table (place bigint, person text, severity text, reasons bigint, says text)
language sql stable
as $$
  select row_number() over (order by min(f.place)), f.v ->> 'person', f.v ->> 'severity', count(*),
         format('%s: %s%s, %s → %s', f.v ->> 'person',
           case when count(*) > 1 then format('%s (%s): ', lower(left(max(f.v ->> 'kind_title'), 1)) || substr(max(f.v ->> 'kind_title'), 2), count(*)) else '' end,
           string_agg(rtrim(f.v ->> 'reason', '.'), '; ' order by f.place) filter (where f.n <= 2)
             || case when count(*) > 2 then format('; +%s lainnya', count(*) - 2) else '' end,
           mart.since_text(min((f.v ->> 'since')::timestamptz), p_now), (array_agg(f.v ->> 'next' order by f.place))[1])
    from (
      select x.v, x.place, row_number() over (partition by x.v ->> 'person', x.v ->> 'severity', x.v ->> 'kind' order by x.place) as n
        from jsonb_array_elements(p_follow_ups) with ordinality as x (v, place)
    ) f
   group by f.v ->> 'person', f.v ->> 'severity', f.v ->> 'kind'
$$;
comment on function mart.morning_lines(jsonb, timestamptz) is 'Rows of mart.v_follow_up_today as lines for the director: one for each person, severity and kind of reason, the most severe first. Internal.';
