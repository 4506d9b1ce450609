-- People own these rows; a deploy only adds what is missing.
insert into ops.approval_words (phrase)
select unnest('{approve,approved,setuju,disetujui,menyetujui,acc,di acc,diacc,setujui,approve semua,setuju semua,saya setuju,kami setuju,saya approve,saya setujui,i approve,lgtm}'::text[])
on conflict (phrase) do nothing;

insert into ops.reply_fillers (word)
select unnest('{terima kasih,terima kasih banyak,terimakasih,makasih,makasih banyak,trims,tks,thx,thanks,thanks a lot,many thanks,thank you,thank you very much,ya,iya,yes,ok,oke,okay,okey,okeh,baik,baiklah,pak,bapak,bu,ibu,mbak,mas,kak,bang,bro,sis,salam,sip,siap,siip,mantap,selamat pagi,selamat siang,selamat sore,selamat malam,pagi,siang,sore,malam,dear,hi,hai,halo,hallo,hello,yth,tim,team,mandor,regards,best regards,kind regards,warm regards,best,hormat saya,salam hormat,hormat kami,assalamualaikum,wassalam,good morning,good afternoon,good evening,deh,dong,nih,noted,salam hangat,with kind regards,best wishes,cheers,sincerely,yours sincerely,yours faithfully}'::text[])
on conflict (word) do nothing;

insert into ops.reply_words (kind, word)
select k.kind, unnest(k.words)
  from (values
    ('negation', '{tidak,tdk,tak,gak,ga,nggak,ngga,enggak,engga,gk,bukan,belum,blm,blom,jangan,jgn,tanpa,batal,batalkan,tolak,ditolak,tunda,ditunda,pending,not,no,never,dont,don,cannot,cant,reject,rejected,hold,cancel,wait,tunggu,stop,kecuali,except}'::text[]),
    ('question', '{apa,apakah,kenapa,mengapa,bagaimana,gimana,berapa,kapan,siapa,mana,why,what,how,when,which,who}'::text[]),
    ('condition', '{kalau,kalo,klo,klu,jika,jikalau,bila,apabila,asal,asalkan,selama,tapi,tetapi,namun,setelah,sesudah,sebelum,sampai,nanti,dulu,asumsi,syarat,if,unless,but,provided,once,after,until,however,assuming,when,saja,khusus,menyusul,ps,nb}'::text[]),
    ('approval', '{lanjut,lanjutkan,proceed,go ahead,approval,persetujuan,menyetujui,setujuin,diapprove,disetujuinya,approving,agree,agreed}'::text[])
  ) as k (kind, words)
on conflict (kind, word) do nothing;

insert into ops.reply_markers (kind, pattern, note) values
  ('footer', '^(sent|dikirim|terkirim) (from|dari|via|dengan|melalui|menggunakan) (my |the |saya )?(iphone|ipad|ios|android|samsung|galaxy|oppo|vivo|xiaomi|redmi|realme|huawei|ponsel|hp|smartphone|handphone|perangkat|phone|mobile|tablet|blackberry|yahoo|outlook|gmail|mail|aplikasi mail)( (saya|my|samsung|galaxy|smartphone|phone|mail|yahoo|outlook|mobile|android|iphone|ipad|ios|windows|mac|seluler|pintar|email|for|on|untuk|di|device|[a-z]?\d+[a-z+]*|5g|4g|ultra|plus|pro))*\.?$', 'Telephones'),
  ('footer', '^(get|dapatkan|unduh|download) outlook (for|untuk) (android|ios|mac|windows)( ?<[^>]*>)?\.?$', 'Outlook on telephones'),
  ('footer', '^yahoo mail: (search, organize, conquer|cari, atur, taklukkan)( ?<[^>]*>)?$', 'Yahoo on telephones'),
  ('footer', '^(virus-free|bebas virus)\.?( *(www\.)?(avast|avg)\.com)?( ?<[^>]*>)?$', 'Virus scanners'),
  ('footer', '^\[?(quoted text hidden|teks kutipan disembunyikan)\]?$', 'Gmail shows a quote so'),
  ('disclaimer', '^(this|the information (contained )?in this) (e-?mail|message|communication)( message)?( and any| and all|,? including| is| \(| contains| may| transmission)', 'English'),
  ('disclaimer', '^(confidentiality|legal|privacy)?( notice)?(disclaimer|confidentiality notice|legal notice|notice)\s*:', 'English'),
  ('disclaimer', '^(e-?mail|surel|pesan|surat elektronik) ini (beserta|dan|bersifat|berisi|mungkin|hanya|ditujukan|serta|rahasia|mengandung)', 'Indonesian'),
  ('disclaimer', '^(penafian|penyangkalan|pemberitahuan kerahasiaan|peringatan kerahasiaan)\s*:', 'Indonesian'),
  ('disclaimer', '^(caution|perhatian|external|\[external\]|warning)\s*:?\s+(this|external|email|e-mail|surel|pesan)', 'Banner of a gateway'),
  ('disclaimer', '^please consider the environment before printing', 'English'),
  ('disclaimer', '^(pertimbangkan|mohon pertimbangkan|harap pertimbangkan) lingkungan sebelum mencetak', 'Indonesian'),
  ('closing', '^((best|kind|warm|with kind) )?regards[,.!]?$', 'English'),
  ('closing', '^(many )?(thanks|thank you|cheers|sincerely|yours (sincerely|faithfully)|best( wishes)?)[,.!]?$', 'English'),
  ('closing', '^(salam( hormat| hangat)?|hormat (saya|kami)|terima ?kasih|makasih|wassalam)[,.!]?$', 'Indonesian'),
  ('reaction', '\m(reacted|bereaksi)\M.{0,20}\m(via|to|melalui|terhadap|pada)\M', 'Gmail, Outlook'),
  ('reaction', '^\s*(liked|loved|laughed at|emphasized|disliked|menyukai|menyayangi|menertawakan|tidak menyukai) [“"„]', 'iPhone'),
  ('automatic_subject', '^\s*(automatic reply|auto(matic)?[ -]?(reply|response)|auto|out of (the )?office|ooo|abwesenheit\w*|respuesta autom\S*|balasan otomatis|jawaban otomatis|di luar kantor|sedang cuti|vacation)\s*(:|-|$|\W)', 'Mail programs that set no header')
on conflict (kind, pattern) do nothing;

insert into ops.mail_trust (source, authserv_id, rule, domain, note) values
  ('gmail', 'mx.google.com', 'dmarc', null, 'Gmail checks what it receives.'),
  ('imap', 'mandor-mailauth', 'dmarc', null, 'A mailbox whose server says nothing that we trust: we check ourselves.')
on conflict (source, authserv_id, rule, domain) do nothing;
