-- No keyword is looked for: the whole text must say yes and nothing else. What says yes and more is unclear, and unclear is asked.
create or replace function ops.reply_text_class(p_text text, p_inside text, p_signature text, p_person_id bigint)
returns table (class text, why text, notes text)
language plpgsql stable
as $$
declare
  v_text text := ops.reply_text_clean(p_text, p_person_id);
  -- Without a person no formula ends it: a signature may begin with one.
  v_signature text := ops.reply_tokens(ops.reply_text_clean(p_signature, null));
  v_inside text := btrim(ops.reply_tokens(ops.reply_text_clean(p_inside, p_person_id)));
  v_own text[];
  v_others text[];
  v_fillers text[];
  v_idle text[];
  -- 👎 🚫 🛑 ❌ ❎ ✖ ✗ ✘ ⛔ ✋ ⚠ 🤔 🤷 🙅 😠 😡 😕 🙁 ☹ 💔 ⏳ ⏸
  v_doubt constant text := '[\U0001F44E\U0001F6AB\U0001F6D1\u274c\u274e\u2716-\u2718\u26d4\u270b\u26a0\U0001F914\U0001F937\U0001F645\U0001F620\U0001F621\U0001F615\U0001F641\u2639\U0001F494\u23f3\u23f8]';
  v_words text;
  v_rest text;
  v_count integer;
  v_says_yes boolean;
  v_kind text;
begin
  select coalesce(array_agg(n), '{}') into v_own
    from ops.people p cross join regexp_split_to_table(btrim(ops.reply_tokens(p.name)), ' ') as n
   where p.id = p_person_id and length(n) > 2;
  -- What stands behind "-- " is a signature when the person's name is in it and nothing that means anything; else it was typed.
  if btrim(v_signature) <> '' and (
       not exists (select from unnest(v_own) n where v_signature like '% ' || n || ' %')
       or ops.reply_names_article(v_signature)
       or exists (select from ops.reply_words x where x.is_enabled and v_signature like '% ' || x.word || ' %')
       or exists (select from ops.approval_words a where a.is_enabled and v_signature like '% ' || a.phrase || ' %')
       or p_signature ~ '\?') then
    v_text := btrim(v_text || E'\n\n' || p_signature, E' \t\n');
  end if;

  select array_agg(f.word order by length(f.word) desc, f.word collate "C") into v_fillers
    from (
      select x.word from ops.reply_fillers x where x.is_enabled
      union
      select n
        from ops.people p cross join regexp_split_to_table(btrim(ops.reply_tokens(p.name)), ' ') as n
       -- Of what cannot be a name no word is passed over: with a sentence for a name, somebody else's notes would say nothing.
       where p.is_active and length(n) > 1
         and p.name ~ '^[A-Za-z\u00c0-\u024f]+([ .,''\u2019-]+[A-Za-z\u00c0-\u024f]+){0,5}[.]?$'
         and not exists (select from ops.approval_words a where a.phrase = n)
         and not exists (select from ops.reply_words x where x.word = n)
    ) f;
  -- Names of others stay in this one: "Bu Nyoman setuju" is what Nyoman says.
  select array_agg(x.word order by length(x.word) desc, x.word collate "C") into v_idle
    from (select f.word from ops.reply_fillers f where f.is_enabled union select unnest(v_own)) x;
  select array_agg(distinct n) into v_others
    from ops.people p cross join regexp_split_to_table(btrim(ops.reply_tokens(p.name)), ' ') as n
   where p.is_active and p.id <> p_person_id and length(n) > 2 and n <> all (v_own);
  v_words := ops.reply_tokens(v_text);
  v_rest := btrim(ops.reply_without(v_words, v_fillers));
  v_count := cardinality(string_to_array(v_rest, ' '));
  v_says_yes :=
    exists (select from ops.approval_words a where a.is_enabled and (v_words like '% ' || a.phrase || ' %' or length(a.phrase) > 5 and v_words like '%' || a.phrase || '%'))
    or exists (select from ops.reply_words x where x.kind = 'approval' and x.is_enabled and v_words like '% ' || x.word || ' %')
    or v_count <= 8 and exists (
         select from string_to_table(v_rest, ' ') as w (word) join ops.approval_words a on a.is_enabled and ops.reply_is_near(w.word, a.phrase));
  select min(x.kind) into v_kind
    from ops.reply_words x
   where x.is_enabled and x.kind <> 'approval' and v_words like '% ' || x.word || ' %';
  if regexp_replace(v_text, 'https?://\S+', '', 'g') ~ '[?\uff1f\u061f\ufe56\u2047-\u2049\u2753\u2754]' then
    v_kind := 'question mark';
  elsif v_says_yes and v_kind is null then
    -- What words leave out: a crossed-out yes, a yes with something to read behind it, a yes that is told of somebody else.
    v_kind := case
      when v_text ~ v_doubt then 'sign of doubt'
      when v_text ~* 'https?://' then 'link'
      when exists (
        select from regexp_split_to_table(v_text, '[,.;:!\n\u2013\u2014]') as s (said)
         cross join lateral ops.reply_without(ops.reply_tokens(s.said), v_idle) as w (words)
          join ops.approval_words a on a.is_enabled
          join unnest(v_others) as n (name) on w.words like '% ' || n.name || ' ' || a.phrase || ' %') then 'name of somebody else before it'
      end;
  end if;

  return query
    select x.class,
           case when v_rest = '' then 'nothing that says yes or no'
                when x.class = 'asked' and v_inside <> '' then 'text in a quote that may be the person''s'
                when v_says_yes then concat_ws(' with a ', 'a word of approval', v_kind)
                else concat_ws(' with a ', 'no word of approval', v_kind) end,
           v_text
      from (
        select case
          when v_rest = '' then 'asked'
          when exists (select from ops.reply_markers m where m.kind = 'reaction' and m.is_enabled and v_text ~* m.pattern) then 'asked'
          when v_kind is null and v_inside = '' and exists (
            select from ops.approval_words a where a.is_enabled and btrim(ops.reply_without(' ' || a.phrase || ' ', v_fillers)) = v_rest) then 'approved'
          when v_says_yes or v_kind = 'question mark' or v_kind is not null and v_count <= 3 then 'asked'
          -- Notes above, and below in the quote perhaps a yes.
          when exists (select from ops.approval_words a where a.is_enabled and ' ' || v_inside || ' ' like '% ' || a.phrase || ' %') then 'asked'
          else 'revision' end as class
      ) x;
end;
$$;
comment on function ops.reply_text_class(text, text, text, bigint) is 'What a text says that was typed outside of quotes, beside text in a quote that may be the person''s: approved | asked | revision, why, and the text without footers. Reads ops.approval_words, reply_fillers, reply_words, reply_markers and the names of people.';
