-- The replacement character, or UTF-8 that somebody read as Windows-1252 ("Ã©", "â€™") and saved again.
create or replace function raw.texts_broken(p_texts text[])
returns setof text
language sql immutable
as $$
  select distinct t.text from unnest(p_texts) as t (text) where t.text ~ '\uFFFD|Ã[\u0080-\u00BF]|â€'
$$;
comment on function raw.texts_broken(text[]) is 'Those of the texts that show signs of a broken encoding. Internal.';
