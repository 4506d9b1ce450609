-- The words stand with what never changes, so that the vendor can keep both in its cache.
create or replace function agent.purpose_prompt(p_key text)
returns text
language sql stable
as $$
  select p.system_prompt || case p.key when 'opening' then coalesce(E'\nDaftar kata: ' || (
           select string_agg(w.word, ', ' order by w.word collate "C") from ops.paragraph_words w where w.kind = 'plain' and w.is_enabled) || '.', '') else '' end
    from agent.model_purposes p
   where p.key = p_key
$$;
comment on function agent.purpose_prompt(text) is 'The system prompt of a purpose, with the words that an opening may be made of.';
