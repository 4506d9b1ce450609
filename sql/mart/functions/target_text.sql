create or replace function mart.target_text(p_is_on_track boolean)
returns text
language sql immutable
as $$
  select case when p_is_on_track then 'On Track' when not p_is_on_track then 'Below Target' else 'Tanpa target' end
$$;
comment on function mart.target_text(boolean) is 'How sales stand against their target: On Track, Below Target, or Tanpa target (NULL).';
