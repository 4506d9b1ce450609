-- A misspelt name would change nothing and say nothing.
create or replace function ops.tg_review_checks__params()
returns trigger
language plpgsql
as $$
declare
  v_unknown text := (
    select string_agg(k.key, ', ' order by k.key collate "C") from jsonb_object_keys(new.params) as k (key)
     where not new.default_params ? k.key);
begin
  if v_unknown is not null then
    raise exception 'check % has no number %', new.key, v_unknown
      using errcode = 'MD101',
            hint = 'Known: ' || coalesce((select string_agg(k.key, ', ' order by k.key collate "C") from jsonb_object_keys(new.default_params) as k (key)), 'none') || '.';
  end if;
  return new;
end;
$$;
comment on function ops.tg_review_checks__params() is 'Trigger: refuses (MD101) a number that the check does not know.';
