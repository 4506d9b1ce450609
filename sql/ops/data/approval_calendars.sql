-- Which days count belongs to people: a deploy only adds what is missing.
insert into ops.calendars (key, title) values ('company', 'Hari kerja perusahaan (toko buka setiap hari)')
on conflict (key) do nothing;
-- Holidays of a fixed date. Those that the government sets each year (Idul Fitri, Nyepi, Waisak, cuti bersama) are added by people.
insert into ops.holidays (calendar_key, day_on, name)
select 'company', make_date(y, d.month, d.day), d.name
  from generate_series(2026, 2030) as y
 cross join (values
   (1, 1, 'Tahun Baru Masehi'), (5, 1, 'Hari Buruh'), (6, 1, 'Hari Lahir Pancasila'),
   (8, 17, 'Hari Kemerdekaan'), (12, 25, 'Hari Natal')
 ) as d (month, day, name)
 -- Once a person has taken one out of the list, the next deploy must not bring it back.
 where not exists (select from ops.holidays h where h.calendar_key = 'company' and extract(year from h.day_on) = y)
on conflict do nothing;
