create or replace function ops.parallel_list()
returns table (
  definition_key text, title text, is_enabled boolean, source text, required_days integer, days integer, since date, proposes boolean,
  proposed_at timestamptz, business_date date, outcome text, text text, "columns" text
)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_caller name := util.caller();
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not read parallel runs', v_caller using errcode = '42501';
  end if;
  return query
    select s.definition_key, d.title, s.is_enabled, s.source, s.required_days, k.days, k.since, k.days >= s.required_days, s.proposed_at,
           r.business_date, r.outcome, ops.parallel_text(r.id),
           (select string_agg(c.header || case c.role when 'key' then ' (key)' when 'date' then ' (date)' else '' end, ', ' order by c.position)
              from ops.parallel_columns c where c.definition_key = s.definition_key)
      from ops.parallel_settings s
      join ops.job_definitions d on d.key = s.definition_key
      left join lateral (
        select x.* from ops.parallel_runs x where x.definition_key = s.definition_key and x.is_current order by x.business_date desc limit 1) r on true
     cross join lateral ops.parallel_streak(s.definition_key, coalesce(r.business_date, 'infinity')) k
     order by s.definition_key collate "C";
end;
$$;
comment on function ops.parallel_list() is 'Each report with a parallel run: how many days in a row matched, since when, the newest comparison, whether it is proposed to stop.';
