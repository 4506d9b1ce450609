create or replace function ops.outbox_ref(p_dedupe_key text)
returns text
language sql immutable
as $$
  select upper(left(encode(sha256(convert_to(p_dedupe_key, 'UTF8')), 'hex'), 4));
$$;
comment on function ops.outbox_ref(text) is 'Short reference of an effect, e.g. 7F3A: people see by it that two messages are one.';
