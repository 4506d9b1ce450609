create or replace function ops.notion_duration(p_took interval)
returns text
language sql immutable
as $$
  select case
    when p_took is null or p_took < interval '0' then ''
    when p_took < interval '1 minute' then format('%s detik', floor(extract(epoch from p_took)))
    when p_took < interval '1 hour' then format('%s mnt %s dtk', floor(extract(epoch from p_took) / 60), floor(extract(epoch from p_took))::integer % 60)
    else format('%s jam %s mnt', floor(extract(epoch from p_took) / 3600), floor(extract(epoch from p_took) / 60)::integer % 60) end;
$$;
comment on function ops.notion_duration(interval) is 'A duration for people: 42 detik, 3 mnt 12 dtk, 1 jam 5 mnt; empty for none.';
