-- The leash. Outside of placeholders stand only plain letters, a few marks, and words that ops.paragraph_words calls plain: what is
-- not known is not written, so no number in any tongue, script or spelling gets through. Forbidden words are named beside it, for the
-- one who reads why. Then what a true value may not be made to say: each stands in a sentence about its own article or about totals,
-- after a mark or a linking word, and words like `mendesak` only in sentences about placeholders of which they are true.
-- A paragraph too strict for a good model costs a template; one too lax, a wrong order.
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
  ), bits as materialized (
    -- Sentences end where a full stop is followed by a blank. A word and a mark are a bit each; a placeholder is one too.
    select row_number() over (order by b.n, b.m) as n, b.bit, b.place, count(*) filter (where b.bit ~ '^[.;!?]$') over (order by b.n, b.m rows between unbounded preceding and 1 preceding) as sentence
      from (
        select p.n, 0::bigint as m, null as bit, p.name as place from pieces p where p.is_place
        union all
        select p.n, t.m, t.found[1], null
          from pieces p cross join regexp_matches(lower(p.piece), '[a-z]+|[.;!?](?=\s|$)|[^a-z\s]', 'g') with ordinality as t (found, m)
         where not p.is_place
      ) b
  ), token as materialized (
    select b.n, b.bit as word, b.sentence, lead(b.bit) over (order by b.n) as next_word from bits b where b.bit ~ '^[a-z]'
  ), plain_word as materialized (
    -- A pair of words counts for both of them.
    select k.n, k.sentence, w.word, w.is_link, w.goes_with, w.leads_to
      from token k join ops.paragraph_words w on w.kind = 'plain' and w.is_enabled and w.word in (k.word, regexp_replace(k.word, 'nya$', ''))
    union all
    select k.n + x.more, k.sentence, w.word, w.is_link, w.goes_with, w.leads_to
      from token k join bits b on b.n = k.n + 1 and b.sentence = k.sentence
      join ops.paragraph_words w on w.kind = 'plain' and w.is_enabled and w.word = k.word || ' ' || b.bit
     cross join (values (0), (1)) as x (more)
  ), spoken as materialized (
    -- Of a word that a person has called plain, nobody looks for what is hidden in it.
    select k.word, s.stem
      from token k cross join lateral (select k.word union select x from ops.word_stems(k.word) x) as s (stem)
     where not exists (select from plain_word w where w.n = k.n)
    -- What was cut in two is one word.
    union
    select k.word || ' ' || k.next_word, k.word || k.next_word from token k where length(k.word) + length(k.next_word) <= 12
  ), places as materialized (
    select b.n, b.place as name, m.parts[1] as grp, m.parts[2] as nth, m.parts[3] as attr, b.sentence
      from bits b
      left join lateral regexp_match(b.place, '^([a-z_]+)\.([0-9]+)\.([a-z_]+)$') as m (parts) on true
     where b.place is not null
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
  select 'not_alone', substring(plain.frame from '[,.;:][^ ,.;:)]') from plain where plain.frame ~ '[,.;:][^ ,.;:)]'
  union all
  select 'single_letter', k.word from token k where length(k.word) = 1
  union all
  select 'roman', c.found[1] from plain cross join regexp_matches(plain.words, '\m([IVXLCDM]+)\M', 'g') as c (found)
  union all
  select w.kind, s.word
    from spoken s join ops.paragraph_words w on w.is_enabled and w.kind <> 'plain' and w.word = s.stem
  union all
  select w.kind, k.word
    from (select t.word from token t where not exists (select from plain_word w where w.n = t.n) union select replace(h.found[1], '-', '') from plain cross join regexp_matches(lower(plain.words), '([a-z]+(?:-[a-z]+)+)', 'g') as h (found)) k
    join ops.paragraph_words w on w.is_enabled and w.is_part and position(w.word in k.word) > 0
  union all
  select 'unknown_word', k.word from token k where not exists (select from plain_word w where w.n = k.n)
  union all
  select 'approval', a.phrase
    from (select w.phrase from ops.approval_words w where w.is_enabled union select w.word from ops.reply_words w where w.kind = 'approval') a
   cross join plain
   where position(' ' || a.phrase || ' ' in ' ' || btrim(regexp_replace(lower(plain.words), '[^a-z]+', ' ', 'g')) || ' ') > 0
  union all
  select 'name', k.word from token k where k.word = any (p_names)
  union all
  select 'capitals', c.found[1] from plain cross join regexp_matches(plain.words, '\m([A-Z]{2,})\M', 'g') as c (found)
  union all
  -- The nearest name before it in its sentence is that of its article.
  select 'order', p.name
    from places p
   where p.nth is not null and p.attr <> 'name' and p_values ? p.name
     and (select q.grp || '.' || q.nth from places q where q.attr = 'name' and q.n < p.n and q.sentence = p.sentence order by q.n desc limit 1) is distinct from p.grp || '.' || p.nth
  union all
  -- Two names, then a value: it would be said of both.
  select 'shared', p.name
    from (select x.*, lag(x.attr) over s as attr_before, lag(x.attr, 2) over s as attr_before_that
            from places x where x.nth is not null window s as (partition by x.sentence order by x.n)) p
   where p.attr <> 'name' and p.attr_before = 'name' and p.attr_before_that = 'name'
  union all
  -- A sentence about an article holds no total, which would be said of it, and no article of another list.
  select 'mixed', g.name
    from places p join places g on g.sentence = p.sentence
   where p.nth is not null and g.grp is distinct from p.grp and g.name not in (p.grp || '.count', 'articles') and g.name !~ '[.]date$'
  union all
  -- "Stok artikel tersebut", "rinciannya": after an article, a total would be read as its own.
  select 'mixed', p.name
    from places p join token k on k.sentence = p.sentence and (k.word in ('tersebut', 'ini') or k.word ~ 'nya$')
   where p.nth is null and exists (select from places q where q.nth is not null and q.sentence < p.sentence)
     and (k.word in ('tersebut', 'ini') or not exists (select from plain_word w where w.n = k.n and w.word = k.word))
  union all
  -- One total is no part of another kind of total, and not the same.
  select 'part', p.name
    from places q join places p on p.sentence = q.sentence and p.n > q.n and split_part(p.name, '.', 1) <> split_part(q.name, '.', 1)
   where q.name <> 'articles' and p.name <> 'articles' and p.name !~ '[.]date$'
     and (exists (select from bits b where b.n = q.n - 1 and b.bit = 'dari')
          or exists (select from bits b where b.n > q.n and b.n < p.n and b.bit in ('termasuk', 'yaitu', 'yakni', 'adalah', 'ialah', 'berupa', 'ditemukan')))
  union all
  -- The whole, of which there is no more to say than that it is the whole.
  select 'whole', p.name
    from places p left join bits b on b.n = p.n - 1 and b.sentence = p.sentence
   where p.name = 'articles' and coalesce(b.bit, '') not in ('dari', 'memuat', 'mencakup', 'meliputi')
  union all
  select 'beside', b.bit || ' ' || p.name
    from places p join bits b on b.n = p.n - 1 and b.sentence = p.sentence and b.bit ~ '^[a-z]'
   where not exists (select from plain_word w where w.n = b.n and w.is_link)
  union all
  select 'role', w.word || ' ' || coalesce(p.name, '')
    from plain_word w left join places p on p.sentence = w.sentence and p.name !~ '[.]date$'
   where w.goes_with is not null and coalesce(p.name, '') !~ w.goes_with
  union all
  select 'role', w.word || ' ' || p.name
    from plain_word w
   cross join lateral (select x.name from places x where x.sentence = w.sentence and x.attr = 'name' order by x.n < w.n, abs(x.n - w.n) limit 1) p
   where w.leads_to is not null and p.name !~ w.leads_to
  union all
  -- "143 artikel mendesak": of the whole nothing is said that goes with a few.
  select 'role', p.name || ' ' || w.word
    from plain_word w join places p on p.sentence = w.sentence and p.name = 'articles' and p.n < w.n
   where w.goes_with is not null and not exists (select from bits b where b.n > p.n and b.n < w.n and (b.place is not null or b.bit = ','))
  union all
  select 'repetition', p.name from places p group by p.name, p.attr having count(*) > case when p.attr = 'name' then 2 else 1 end
$$;
comment on function ops.paragraph_check(text, jsonb, text[]) is 'Why a paragraph of a model is not taken: a row for each broken rule. p_values: placeholders and what they say; p_names: words that only placeholders may say. No row: it may be sent.';
