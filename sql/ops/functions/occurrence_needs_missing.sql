create or replace function ops.occurrence_needs_missing(p_id bigint)
returns text[]
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(array_agg(n.key order by n.key collate "C"), '{}')
    from ops.occurrences o
    join ops.job_definitions d on d.key = o.definition_key
   cross join lateral unnest(d.needs) as n (key)
   where o.id = p_id
     and not exists (
       select from ops.occurrences x
        where x.definition_key = n.key and x.business_date = o.business_date and x.status in ('done', 'late')
     );
$$;
comment on function ops.occurrence_needs_missing(bigint) is 'Which needs of an occurrence have not succeeded for its business date. Empty: it may start.';
