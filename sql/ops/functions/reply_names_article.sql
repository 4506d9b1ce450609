-- By its form as well: a code that nobody has mapped yet is meant all the same.
create or replace function ops.reply_names_article(p_words text)
returns boolean
language sql stable
as $$
  select exists (
    select from string_to_table(btrim(p_words), ' ') as w (word)
     where w.word ~ '[a-z][0-9]+[a-z]+[0-9]'
        or exists (select from core.dim_article a where length(w.word) > 3 and a.kode_mix = upper(w.word)));
$$;
comment on function ops.reply_names_article(text) is 'True when one of the words of ops.reply_tokens is the code of an article: no signature and no disclaimer holds one. Internal.';
