create or replace function ops.person_is_away(p_person_id bigint)
returns boolean
language sql stable
as $$
  select exists (
    select from ops.absences a
     where a.person_id = p_person_id and util.local_date((select util.now())) between a.from_on and a.to_on);
$$;
comment on function ops.person_is_away(bigint) is 'True when the person is absent today (Asia/Jakarta).';
