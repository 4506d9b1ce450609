create or replace function mart.rupiah_text(p_amount numeric)
returns text
language sql immutable
as $$
  select case when p_amount <= -0.5 then '-' else '' end || 'Rp ' || mart.number_text(abs(p_amount))
$$;
comment on function mart.rupiah_text(numeric) is 'An amount as an Indonesian office writes it: Rp 1.234.567, -Rp 5.000. NULL stays NULL.';
