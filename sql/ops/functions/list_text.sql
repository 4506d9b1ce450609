create or replace function ops.list_text(p_items text[], p_max integer)
returns text
language sql immutable
as $$
  select array_to_string(p_items[1:p_max], ', ') || case when cardinality(p_items) > p_max then format(', dan %s lainnya', cardinality(p_items) - p_max) else '' end
   where cardinality(p_items) > 0;
$$;
comment on function ops.list_text(text[], integer) is 'A list in a sentence: the first ones, and how many more there are. NULL: it is empty.';
