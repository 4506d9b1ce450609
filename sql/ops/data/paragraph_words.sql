-- is_enabled belongs to people, and so do words of their own. A word too many costs a paragraph of a model; one too few, trust.
insert into ops.paragraph_words (word, kind, language, is_part)
select distinct on (w.word) w.word, v.kind, v.language, v.is_part
  from (values
    (1, 'number', 'id', true, 'ratus ribu juta belas puluh miliar milyar triliun trilyun setengah separuh seperempat sepertiga'),
    (2, 'number', 'en', true, 'hundred thousand million billion trillion teen dozen'),
    (3, 'number', 'id', false, 'nol satu dua tiga empat lima enam tujuh delapan sembilan paruh pertama tunggal nihil lusin kodi gros persen prosen promil kali lipat ganda rangkap'),
    (4, 'number', 'id', false, 'jt rb dwi tri catur panca sebuah sepasang sebox seartikel sebulan seminggu sehari setahun sepekan gopek goceng gocap ceban cepek seceng noban genap ganjil semua seluruh setiap masing satuan'),
    (5, 'number', 'en', false, 'zero one two three four five six seven eight nine ten eleven twelve twenty thirty forty fourty fifty sixty seventy eighty ninety'),
    (6, 'number', 'en', false, 'half third fourth fifth quarter first second double twice triple thrice pair couple single once percent nil none both'),
    (7, 'number', 'jv', false, 'siji loro telu papat enem pitu wolu sanga sedasa satus sewu setunggal kalih tigo sekawan gangsal'),
    (8, 'number', 'nl', false, 'een twee drie vier vijf zes zeven acht negen tien elf twaalf honderd duizend miljoen'),
    (9, 'number', 'de', false, 'eins zwei drei fuenf sechs sieben acht neun zehn zwoelf hundert tausend'),
    (10, 'number', 'es', false, 'uno dos tres cuatro cinco siete ocho nueve diez cien'),
    (11, 'number', 'fr', false, 'deux trois quatre cinq sept huit neuf dix cent mille'),
    (12, 'date', 'id', false, 'januari februari maret april mei juni juli agustus september oktober november desember senin selasa rabu kamis jumat sabtu minggu ahad'),
    (13, 'date', 'id', false, 'kemarin besok lusa tadi semalam hari tanggal pekan tahun windu dekade abad kuartal triwulan semester lebaran ramadan natal lalu'),
    (14, 'date', 'en', false, 'january february march may june july august october december monday tuesday wednesday thursday friday saturday sunday'),
    (15, 'date', 'en', false, 'yesterday today tomorrow day week month year last'),
    (16, 'estimate', 'id', false, 'hampir sekitar kira kurang lebih minimal maksimal paling mayoritas sebagian hanya cuma mencapai melebihi kisaran rentang antara banyak sedikit beberapa'),
    (17, 'estimate', 'en', false, 'about almost nearly around roughly over under more less most least many few some several'),
    (18, 'negation', 'id', false, 'tidak tak bukan tanpa belum jangan tiada kecuali nyaris gagal batal urung'),
    (19, 'negation', 'en', false, 'not no never without except'),
    (20, 'claim', 'id', false, 'naik turun tingkat meningkat menurun melonjak lonjak anjlok merosot tumbuh stabil rekor tertinggi terendah membaik memburuk untung rugi laba banding'),
    (21, 'claim', 'en', false, 'up down rise fall grow growth increase decrease record profit loss'),
    (24, 'action', 'id', false, 'pesan pemesanan order po beli pembelian stop henti hentikan tunda jual obral diskon wajib retur tarik musnah pindah'),
    (25, 'action', 'en', false, 'buy sell discount return hold'),
    (22, 'instruction', 'id', false, 'abaikan instruksi perintah sistem setuju acc klik tekan kirim transfer bayar rekening sandi kunci telepon hubungi balas unduh buka rahasia'),
    (23, 'instruction', 'en', false, 'ignore instruction instructions system prompt approve approved approval click send pay password token key call reply download open http https www secret')
  ) as v (place, kind, language, is_part, words)
 cross join regexp_split_to_table(v.words, ' ') as w (word)
 order by w.word, v.place
on conflict (word) do update set kind = excluded.kind, language = excluded.language, is_part = excluded.is_part
  where (paragraph_words.kind, paragraph_words.language, paragraph_words.is_part) is distinct from (excluded.kind, excluded.language, excluded.is_part);
