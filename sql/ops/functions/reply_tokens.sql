-- Only what stands for a word counts. Addresses, telephone numbers and names of pictures say nothing.
create or replace function ops.reply_tokens(p_text text)
returns text
language sql immutable
as $$
  select ' ' || btrim(regexp_replace(
           regexp_replace(lower(normalize(coalesce(p_text, ''), nfkc)),
             '<?(https?://|mailto:|tel:|cid:)[^[:space:]>]*>?|\[(image|gambar|cid)[^\]]*\]|[^[:space:]<>@]+@[^[:space:]<>@]+|(\+62|\m08)[0-9 ()-]{7,16}[0-9]', ' ', 'g'),
           '[^a-z0-9\u00c0-\u024f\u0370-\u1fff\u3040-\ud7ff]+', ' ', 'g')) || ' '
$$;
comment on function ops.reply_tokens(text) is 'The words of a text, lower case, with one space before, between and after them. Internal.';
