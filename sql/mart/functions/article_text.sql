create or replace function mart.article_text(p_kode_mix text, p_name text)
returns text
language sql immutable
as $$
  select p_kode_mix || coalesce(' ' || nullif(btrim(p_name), p_kode_mix), '')
$$;
comment on function mart.article_text(text, text) is 'An article as sentences and tables name it: code and name.';
