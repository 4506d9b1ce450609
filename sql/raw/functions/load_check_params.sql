create or replace function raw.load_check_params(p_kind text, p_check_name text)
returns jsonb
language sql stable
as $$
  select c.default_params || coalesce(c.params, '{}') from raw.load_checks c where c.kind = p_kind and c.check_name = p_check_name
$$;
comment on function raw.load_check_params(text, text) is 'The further numbers of a check that are in force: as shipped, overridden by what a person set. Internal.';
