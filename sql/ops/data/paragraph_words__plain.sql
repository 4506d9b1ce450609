-- What an opening of a report may be made of. No word here counts, compares, dates, judges or asks; those that say something about
-- an article are bound to the placeholders of which it is true. More words are more good paragraphs: people add theirs. What the
-- list of forbidden words says of a word, it says for good.
insert into ops.paragraph_words (word, kind, language, is_link, goes_with, leads_to)
select w.word, 'plain', 'id', v.is_link, v.goes_with, v.leads_to
  from (values
    (true, null, null, 'dari,ada,dan,serta,dengan,tercatat,terdapat,adalah,ialah,yaitu,yakni,untuk,pada,oleh,memuat,mencakup,meliputi,berupa,terhadap,disusul,diikuti,menyusul,kemudian,berikutnya,selanjutnya,kepada,bagi,beserta,disertai,termasuk,melalui,menunjukkan,menampilkan,menyajikan,mencatat,mencatatkan,melaporkan,memperlihatkan,menggambarkan,menyebutkan,menyoroti,menemukan,tampak,terlihat,muncul,tersaji,tertulis,terpantau,dilaporkan,disajikan,ditampilkan,ditemukan,tentang,mengenai,terkait,berada,juga,bersama,tertuju,mengarah,memiliki,mempunyai,berikut,jatuh,tercermin,tercantum,tertera,terekam,terangkum,tergambar,ditempati,menempati,menyimpan,diperlukan,total,antara lain,di antaranya,mencermati,meninjau,memantau,sementara,sedangkan,pula,selain,membutuhkan,memerlukan'),
    (false, null, null, 'yang,di,ke,ini,itu,tersebut,dalam,sebagai,agar,supaya,maka,ketika,saat,adapun,namun,tetapi,atau,maupun,bahwa,seperti,secara,guna,demi,para,dapat,bisa,patut,sendiri,pun,begitu,demikian,per,kami,kita'),
    (false, null, null, 'laporan,ringkasan,rangkuman,gambaran,ikhtisar,catatan,keterangan,rincian,daftar,tabel,bagian,halaman,isi,pokok,inti,hal,informasi,data,angka,posisi,kondisi,keadaan,situasi,ulasan,tinjauan,pembahasan,uraian,temuan,hasil,lampiran,dokumen,kolom,baris,butir,poin,topik,pembuka,perincian,pemaparan,pencatatan,jumlah,kinerja,isu,proses,pekerjaan,omzet,omset,pelaporan,penyajian'),
    (false, null, null, 'stok,artikel,barang,produk,persediaan,penjualan,transaksi,perusahaan,ketersediaan,pihak,tim,pimpinan,manajemen,manajer,bapak,ibu'),
    (false, null, null, 'perhatian,fokus,sorotan,pengamatan,pemantauan,pantauan,penelaahan,pertimbangan,evaluasi,telaah,peninjauan,penanganan,penilaian,urutan,pembacaan,bahan,acuan,dasar,konteks,masukan,diskusi,rapat,pengecekan,pengawasan'),
    (false, null, null, 'perlu,ditangani,diperiksa,ditindaklanjuti,tersedia,melihat,memperhatikan,membahas,menelaah,membaca,diperhatikan,dicermati,dipantau,ditinjau,ditelaah,dibahas,disimak,dilihat,dibaca,diamati,dipelajari,disoroti,dicatat,dirinci,dirangkum,diringkas,dijelaskan,dijabarkan,dipaparkan,dimuat,dicantumkan,disertakan,disampaikan,disusun,dihitung,didahulukan,diutamakan,diberikan,menjadi,mendapat,mendapatkan,memberi,memberikan,merangkum,meringkas,menjelaskan,menyampaikan,berisi,terdiri,bersumber,mengacu,merujuk,menarik,menonjol,masuk,tergolong,tampil,dikelompokkan,diurutkan,diarahkan,ditujukan,dipusatkan,terpusat'),
    (false, null, null, 'umum,umumnya,keseluruhan,garis,khususnya,singkat,singkatnya,ringkas,ringkasnya,jelas,langsung,lengkap,lengkapnya,rinci,bersamaan,tersendiri,selengkapnya,garis besar,samping,sisi lain,control stock,bawah ini,perhatian khusus,titik,sisi,catat'),
    (true, null, '[.]1[.]name$', 'utama,utamanya,terutama,prioritas,terdepan,teratas'),
    (true, '^(articles$|(must_po|order)[.])', null, 'mendesak,menipis,kritis'),
    (false, '^(articles$|(must_po|order)[.])', null, 'pengadaan,kebutuhan,pasokan,segera'),
    (true, '^(articles$|overstock[.])', null, 'overstock,menumpuk'),
    (false, '^(articles$|overstock[.])', null, 'kelebihan,berlebih,berlebihan,tumpukan,penumpukan,mengendap'),
    (true, '^(articles$|overstock[.])', '^overstock[.]1[.]', 'overstock terbesar,kelebihan terbesar,penumpukan terbesar'),
    (false, '^(articles$|negative[.])', null, 'minus'),
    -- What narrows a total to a part of it.
    (false, '^(day|month|below)[.]', null, 'cabang,toko,gerai,jaringan,operasional'),
    (false, '^month[.]', null, 'kumulatif'),
    (false, '[.](name|target|gap)$', null, 'target,pencapaian,capaian'),
    (true, '^below[.]', null, 'tertinggal'),
    (false, '^below[.]', null, 'ketinggalan')
  ) as v (is_link, goes_with, leads_to, words)
 cross join regexp_split_to_table(v.words, ',') as w (word)
 where not exists (select from ops.paragraph_words p where p.word = w.word and p.kind <> 'plain')
on conflict (word) do update set is_link = excluded.is_link, goes_with = excluded.goes_with, leads_to = excluded.leads_to
  where (paragraph_words.is_link, paragraph_words.goes_with, paragraph_words.leads_to) is distinct from (excluded.is_link, excluded.goes_with, excluded.leads_to);
