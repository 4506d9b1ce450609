-- Names of articles come from other systems and may hold anything. The mark is new for each prompt, so nothing inside can close the fence.
create or replace function agent.fence(p_text text)
returns text
language sql volatile
as $$
  select format(E'<DATA %s>\n%s\n</DATA %s>', m.mark, translate(p_text, '<>', '()'), m.mark)
    from (select left(replace(gen_random_uuid()::text, '-', ''), 12) as mark) m
$$;
comment on function agent.fence(text) is 'Text of other systems as a model gets it: between marks that it cannot know, named as data.';
