-- A word that the judge cannot read would be found out in the middle of an incident.
create or replace function ops.tg_runbook_steps__check()
returns trigger
language plpgsql
as $$
declare
  v_key text;
  v_value jsonb;
  v_is_good boolean;
begin
  if new.expect is null then
    return new;
  end if;
  if jsonb_typeof(new.expect) <> 'object' then
    raise exception 'what is expected of % is an object of words like those of default_expect', new.step using errcode = 'MD101';
  end if;
  for v_key, v_value in select e.key, e.value from jsonb_each(new.expect) e loop
    begin
      v_is_good := case
        when v_key like '%\_exit' then jsonb_typeof(v_value) = 'array' and not exists (select from jsonb_array_elements(v_value) x where jsonb_typeof(x) <> 'number')
        when v_key in ('dead_on', 'bad_states') then jsonb_typeof(v_value) = 'array' and not exists (select from jsonb_array_elements(v_value) x where jsonb_typeof(x) <> 'string')
        when v_key = 'grace' then jsonb_typeof(v_value) = 'string' and (v_value #>> '{}')::interval between '0' and '7 days'
        when v_key = 'max_pages' then jsonb_typeof(v_value) = 'number' and (v_value #>> '{}')::numeric between 1 and 1000
          and (v_value #>> '{}')::numeric = trunc((v_value #>> '{}')::numeric)
      end and new.default_expect ? v_key;
    exception when data_exception then
      v_is_good := false;
    end;
    if v_is_good is not true then
      raise exception 'of step % nobody understands the expectation % = %', new.step, v_key, v_value
        using errcode = 'MD101', hint = format('Known there: %s. Lists of exit codes or states, grace as "10 minutes", max_pages as a number.',
          (select string_agg(k, ', ' order by k collate "C") from jsonb_object_keys(new.default_expect) k));
    end if;
  end loop;
  return new;
end;
$$;
comment on function ops.tg_runbook_steps__check() is 'Trigger: refuses (MD101) an expectation that ops.step_judge could not read.';
