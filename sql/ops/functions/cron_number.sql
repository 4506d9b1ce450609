create or replace function ops.cron_number(p_text text, p_low integer, p_words text[])
returns integer
language sql immutable
as $$
  select case when p_text ~ '^[0-9]+$' then p_text::integer else array_position(p_words, p_text) - 1 + p_low end;
$$;
comment on function ops.cron_number(text, integer, text[]) is 'A number or a name (jan, mon) of a cron field; NULL when the name is unknown.';
