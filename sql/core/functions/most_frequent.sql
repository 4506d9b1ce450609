create or replace function core.most_frequent(p_values text[])
returns text
language sql immutable
as $$
  select v from unnest(p_values) as u (v) where v is not null group by v order by count(*) desc, v collate "C" limit 1;
$$;
comment on function core.most_frequent(text[]) is 'The text that occurs most often; of equals the first in code point order. NULLs do not count.';
