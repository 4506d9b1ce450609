create or replace function ops.cross_check_plain(p_number numeric)
returns text
language sql immutable
as $$
  select case when p_number is null then 'tidak ada' else mart.number_text(p_number, least(scale(trim_scale(p_number)), 2)) end
$$;
comment on function ops.cross_check_plain(numeric) is 'A number in a sentence: no decimals that it has not; at most two. Internal.';
