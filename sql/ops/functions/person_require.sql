create or replace function ops.person_require(p_person_id bigint)
returns bigint
language plpgsql stable
as $$
begin
  if p_person_id is not null and not exists (select from ops.people p where p.id = p_person_id) then
    raise exception 'there is no person %', p_person_id
      using errcode = 'MD401', detail = jsonb_build_object('person_id', p_person_id)::text, hint = 'The numbers are ops.people.id.';
  end if;
  return p_person_id;
end;
$$;
comment on function ops.person_require(bigint) is 'The same number, when there is such a person or it is NULL. Internal. MD401.';
