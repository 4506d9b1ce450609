create or replace function mart.date_text(p_date date, p_style text default 'short')
returns text
language sql immutable
as $$
  select case p_style
    when 'long' then
      (array['Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu', 'Minggu'])[extract(isodow from p_date)] || ', '
      || extract(day from p_date) || ' '
      || (array['Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli', 'Agustus', 'September', 'Oktober', 'November', 'Desember'])[extract(month from p_date)]
      || ' ' || extract(year from p_date)
    else
      extract(day from p_date) || ' '
      || (array['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'])[extract(month from p_date)]
      || ' ' || extract(year from p_date)
  end
$$;
comment on function mart.date_text(date, text) is 'A date in Indonesian: short (8 Feb 2026) or long (Minggu, 8 Februari 2026).';
