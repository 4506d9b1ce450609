-- JSON may hold the character NUL, which no text of ours can: reading any field of it fails. One such update would keep all that
-- come after it from being read. A backslash that is itself escaped begins no escape.
create or replace function ops.telegram_json(p_raw text)
returns jsonb
language sql immutable
as $$
  select regexp_replace(p_raw, '(?<!\\)((?:\\\\)*)\\u0000', '\1', 'g')::jsonb;
$$;
comment on function ops.telegram_json(text) is 'An update of Telegram without the character NUL. Fails with 22P02 when it is no JSON. Internal.';
