create or replace function ops.duration_text(p_duration interval)
returns text
language sql immutable
as $$
  select case
           when x.minutes < 1 then 'kurang dari satu menit'
           when x.minutes < 60 then format('%s menit', x.minutes)
           when x.minutes < 1440 then format('%s jam', x.minutes / 60) || case when x.minutes % 60 > 0 then format(' %s menit', x.minutes % 60) else '' end
           else format('%s hari', x.minutes / 1440) || case when x.minutes % 1440 >= 60 then format(' %s jam', x.minutes % 1440 / 60) else '' end
         end
    from (select floor(extract(epoch from p_duration) / 60)::bigint as minutes) x;
$$;
comment on function ops.duration_text(interval) is 'How long something took, in words for people: kurang dari satu menit, 12 menit, 2 jam 5 menit, 3 hari.';
