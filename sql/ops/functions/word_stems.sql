create or replace function ops.word_stems(p_word text)
returns setof text
language sql immutable
as $$
  with recursive s as (
    select p_word as stem, 0 as depth
    union
    select x.stem, s.depth + 1
      from s
     cross join lateral (
       select substr(s.stem, length(p.prefix) + 1) as stem from unnest('{se,ke,ber,per,ter,di,me,pe}'::text[]) as p (prefix) where s.stem like p.prefix || '%'
       union all
       select left(s.stem, -length(q.suffix)) from unnest('{an,nya,kan,lah,kah,pun,i,s}'::text[]) as q (suffix) where s.stem like '%' || q.suffix
     ) x
     where s.depth < 4 and length(x.stem) >= 2
  )
  select distinct s.stem from s
$$;
comment on function ops.word_stems(text) is 'A word, and what is left of it without Indonesian prefixes and suffixes (and an English plural s).';
