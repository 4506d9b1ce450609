create or replace function ops.tg_event_keys__refuse_duplicate()
returns trigger
language plpgsql
as $$
begin
  if exists (select from ops.event_keys k where k.dedupe_key = new.dedupe_key) then
    raise exception 'dedupe key % was used already', quote_literal(new.dedupe_key)
      using errcode = '23505', constraint = 'event_keys_pkey', schema = 'ops', table = 'event_keys',
            hint = 'Submit through ops.event_submit: it answers the event that the key made, and refuses (MD501) another payload.';
  end if;
  return new;
end;
$$;
comment on function ops.tg_event_keys__refuse_duplicate() is 'Trigger: a raw INSERT of a used key fails with 23505 and says what to call instead.';
