-- The leash. Outside of placeholders only plain letters and a few marks may stand, so no digit of any script and nothing that looks like
-- one; no number word, date, estimate, negation, movement or instruction; no name. Placeholders stand alone, and a value of an article
-- follows the name of that article. A paragraph too strict for a good model costs a template; one too lax, a wrong order.
create or replace function ops.paragraph_check(p_text text, p_values jsonb, p_names text[])
returns table (rule text, found text)
language sql stable
as $$
  with pieces as materialized (
    select t.n, t.piece, t.piece ~ '^\{\{' as is_place, substring(t.piece from '^\{\{(.*)\}\}$') as name
      from regexp_split_to_table(regexp_replace(coalesce(p_text, ''), '(\{\{[^{}]*\}\})', E'\x01\\1\x01', 'g'), E'\x01') with ordinality as t (piece, n)
  ), plain as materialized (
    select coalesce(string_agg(case when p.is_place then ' ' else p.piece end, '' order by p.n), '') as words,
           -- Placeholders as one mark each: what stands beside them shows.
           coalesce(string_agg(case when p.is_place then '#' else p.piece end, '' order by p.n), '') as frame
      from pieces p
  ), token as materialized (
    select t.n, t.word, lead(t.word) over (order by t.n) as next_word
      from plain cross join regexp_split_to_table(lower(plain.words), '[^a-z]+') with ordinality as t (word, n)
     where t.word <> ''
  ), spoken as materialized (
    select k.word, k.word as stem from token k
    union select k.word, s.stem from token k cross join ops.word_stems(k.word) as s (stem)
    -- What was cut in two is one word.
    union select k.word || ' ' || k.next_word, k.word || k.next_word from token k where length(k.word) + length(k.next_word) <= 12
  ), places as materialized (
    select p.n, p.name, m.parts[1] as grp, m.parts[2] as nth, m.parts[3] as attr,
           -- Sentences end where a full stop is followed by a blank.
           (select count(*) from pieces q cross join regexp_matches(q.piece, '[.;!?](\s|$)', 'g') where not q.is_place and q.n < p.n) as sentence
      from pieces p
      left join lateral regexp_match(p.name, '^([a-z_]+)\.([0-9]+)\.([a-z_]+)$') as m (parts) on true
     where p.is_place
  )
  select 'empty', 'no text' where btrim(coalesce(p_text, '')) = ''
  union all
  select 'long', length(p_text)::text where length(p_text) > 900
  union all
  select 'no_placeholder', '' where not exists (select from places)
  union all
  select 'unknown_placeholder', p.name from places p where not p_values ? p.name
  union all
  select 'character', left(c.found, 20) from plain cross join lateral (select substring(plain.words from '[^A-Za-z ,.;:()-]+') as found) c where c.found is not null
  union all
  select 'character', 'control' where p_text ~ '[[:cntrl:]]'
  union all
  -- A mark between letters only; a minus before a figure would turn it round.
  select 'hyphen', '-' from plain where plain.frame ~ '(^|[^A-Za-z])-|-([^A-Za-z]|$)'
  union all
  select 'not_alone', substring(plain.frame from '[^ (]#|#[^ ,.;:)]|#[,.;:)]+[^ ,.;:)]') from plain where plain.frame ~ '[^ (]#|#[^ ,.;:)]|#[,.;:)]+[^ ,.;:)]'
  union all
  select 'single_letter', k.word from token k where length(k.word) = 1
  union all
  select 'roman', c.found[1] from plain cross join regexp_matches(plain.words, '\m([IVXLCDM]+)\M', 'g') as c (found)
  union all
  select w.kind, s.word
    from spoken s join ops.paragraph_words w on w.is_enabled and w.word = s.stem
  union all
  select w.kind, k.word
    from (select t.word from token t union select replace(h.found[1], '-', '') from plain cross join regexp_matches(lower(plain.words), '([a-z]+(?:-[a-z]+)+)', 'g') as h (found)) k
    join ops.paragraph_words w on w.is_enabled and w.is_part and position(w.word in k.word) > 0
  union all
  select 'approval', a.phrase 
    from (select w.phrase from ops.approval_words w where w.is_enabled union select w.word from ops.reply_words w where w.kind = 'approval') a
   cross join plain
   where position(' ' || a.phrase || ' ' in ' ' || btrim(regexp_replace(lower(plain.words), '[^a-z]+', ' ', 'g')) || ' ') > 0
  union all
  select 'name', k.word from token k where k.word = any (p_names)
  union all
  select 'capitals', c.found[1] from plain cross join regexp_matches(plain.words, '\m([A-Z]{2,})\M', 'g') as c (found) where c.found[1] not in ('WHS', 'WHB')
  union all
  -- The nearest name before it in its sentence is that of its article.
  select 'order', p.name
    from places p
   where p.nth is not null and p.attr <> 'name' and p_values ? p.name
     and (select q.grp || '.' || q.nth from places q where q.attr = 'name' and q.n < p.n and q.sentence = p.sentence order by q.n desc limit 1) is distinct from p.grp || '.' || p.nth
$$;
comment on function ops.paragraph_check(text, jsonb, text[]) is 'Why a paragraph of a model is not taken: a row for each broken rule. p_values: placeholders and what they say; p_names: words that only placeholders may say. No row: it may be sent.';
