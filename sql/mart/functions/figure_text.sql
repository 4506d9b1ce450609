create or replace function mart.figure_text(p_value numeric, p_unit text)
returns text
language sql immutable
as $$
  select case p_unit when 'rupiah' then mart.rupiah_text(p_value)
                     when 'jam' then mart.number_text(p_value, 1) || ' jam'
                     else mart.number_text(p_value) || ' ' || p_unit end
$$;
comment on function mart.figure_text(numeric, text) is 'A figure of the company with its unit: Rp 1.234, 1.234 pasang, 6,5 jam.';
