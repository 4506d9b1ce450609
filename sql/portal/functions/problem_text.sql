-- The loader speaks English to operators; who keeps the Sheet reads Indonesian. A message that is not known here is
-- shown as it is: better a foreign sentence than none.
create or replace function portal.problem_text(p_message text)
returns text
language sql immutable
as $$
  select case
    when p_message = 'is empty and must not be' then 'kosong, padahal wajib diisi'
    when p_message = 'is not a number' or p_message like 'is not a number%' then 'bukan angka yang benar (tanpa pemisah ribuan)'
    when p_message = 'is not a whole number' then 'bukan bilangan bulat'
    when p_message like 'is not a date%' then 'bukan tanggal (tulis yyyy-mm-dd atau dd/mm/yyyy)'
    when p_message like 'is no day of the calendar%' then 'tanggal itu tidak ada di kalender'
    when p_message = 'is too large a number' then 'angkanya terlalu besar'
    when p_message like 'has more than % decimals' then 'terlalu banyak angka di belakang koma (paling banyak ' || substring(p_message from '\d+') || ')'
    when p_message like 'may be thousands or decimals%' then 'tidak jelas ribuan atau desimal; tulis tanpa pemisah ribuan'
    when p_message = 'is neither true nor false' then 'bukan ya atau tidak'
    when p_message like 'stands in line % already' then 'sudah ada di baris ' || substring(p_message from '\d+')
    when p_message = 'the header has no name here' then 'kolom ini berisi data, tetapi judulnya kosong'
    when p_message like 'stands in the header twice%' then 'judul kolom ini muncul dua kali'
    when p_message like 'is no column of %' then 'bukan kolom yang dikenal; betulkan judulnya atau lewatkan dengan mapping'
    when p_message like 'the header lacks the column%' then 'kolom wajib tidak ada: ' || regexp_replace(p_message, '^the header lacks the columns? ', '')
    when p_message = 'shows a formula error' then 'berisi rumus yang gagal'
    when p_message = 'holds characters that cannot be stored' then 'berisi karakter yang tidak dapat disimpan'
    when p_message = 'the tab has a header and no rows' then 'tab ini tidak berisi baris data'
    when p_message = 'the tab has no header in this row' then 'baris judul kosong'
    when p_message like 'is no known shop%' then 'kode toko tidak dikenal; isi dulu data toko, atau betulkan kodenya'
    when p_message like 'must have no blanks around it%' then 'tidak boleh ada spasi di depan atau di belakang'
    when p_message = 'must not be below 0' then 'tidak boleh kurang dari 0'
    when p_message = 'must not be blank' then 'tidak boleh kosong'
    when p_message = 'must be the first day of a month' then 'harus tanggal 1'
    when p_message = 'must be a percentage from 0 to 100' then 'harus persen antara 0 dan 100'
    when p_message = 'must be 1 or more' then 'harus 1 atau lebih'
    when p_message like 'must be a tier: %' then 'bukan tier; yang ada: ' || replace(substring(p_message from ': (.*)$'), ' or ', ' atau ')
    when p_message like 'must be %' then 'harus ' || replace(substring(p_message from '^must be (.*)$'), ' or ', ' atau ')
    else p_message end
$$;
comment on function portal.problem_text(text) is 'What is wrong with a cell, in Indonesian. Messages that it does not know stay as they are.';
