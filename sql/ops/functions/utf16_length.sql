create or replace function ops.utf16_length(p_text text)
returns integer
language sql immutable
as $$
  select char_length(p_text) + char_length(regexp_replace(p_text, '[^\U00010000-\U0010FFFF]', '', 'g'))
$$;
comment on function ops.utf16_length(text) is 'Length of a text in UTF-16 units, as Telegram counts it.';
