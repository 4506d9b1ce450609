-- A run that brought a load is as good as the load: released by a person, a failed run is met; taken back, a done one is not.
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
        where x.definition_key = n.key and x.business_date = o.business_date
          and case when exists (select from raw.load_history h where h.occurrence_id = x.id and (h.decided_at is not null or h.superseded_by is not null))
                   then exists (select from raw.load_history h where h.occurrence_id = x.id
                                  and (h.status = 'accepted' or h.status = 'superseded' and h.superseded_by is not null))
                   else x.status in ('done', 'late') end
     );
$$;
comment on function ops.occurrence_needs_missing(bigint) is 'Which needs of an occurrence have not succeeded for its business date, or were taken back. Empty: it may start.';
