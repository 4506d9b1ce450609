create or replace function ops.parallel_complaint(p_problems jsonb)
returns text
language sql immutable
as $$
  select string_agg(case p.value ->> 'code'
      when 'header_missing' then format('kolom “%s” tidak ada di baris judul', p.value ->> 'header')
      when 'header_twice' then format('kolom “%s” muncul lebih dari sekali', p.value ->> 'header')
      when 'no_header' then 'baris judul kosong'
      when 'no_rows' then 'tidak ada baris data'
      when 'no_rows_of_day' then 'tidak ada baris untuk tanggal itu'
      else coalesce(p.value ->> 'message', p.value ->> 'code') end, E'\n' order by p.n)
    from jsonb_array_elements(p_problems) with ordinality p (value, n)
$$;
comment on function ops.parallel_complaint(jsonb) is 'Why a person''s result was not taken, in Indonesian.';
