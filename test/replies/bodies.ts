// What people type, by class. {name} and {first} are the approver's own name. cases.ts says which words are approvals and which fillers.
import type { Options } from './compose.ts';
import type { ReplyClass } from './types.ts';

export interface Body {
  key: string;
  text: string;
  class: ReplyClass;
  language: 'id' | 'en';
}

const list = (kind: ReplyClass, language: 'id' | 'en', texts: Record<string, string>): Body[] =>
  Object.entries(texts).map(([key, text]) => ({ key, text, class: kind, language }));

/** Written by every client, so few. */
export const COMMON: Body[] = [
  ...list('approved', 'id', { setuju: 'Setuju', approve_terima_kasih: 'Approve, terima kasih Pak 🙏', oke_acc: 'Oke, acc.' }),
  ...list('approved', 'en', { approve: 'Approve', approved_thanks: 'Approved, thanks!', ok_approve: 'ok approve' }),
  ...list('revision', 'id', { catatan: 'Stok M1CA01 di WHB seharusnya 24 box, bukan 42. Tolong diperbaiki.' }),
  ...list('revision', 'en', { notes: 'Please correct M1CA01: WHB holds 24 boxes, the report says 42.' }),
  ...list('asked', 'id', { setuju_asal: 'Setuju, asal M1CA01 dicek dulu.', tidak_setuju: 'Tidak setuju', kosong: '' }),
  ...list('asked', 'en', { not_approved: 'Not approved', approve_question: 'Approve?', thumb: '👍' }),
];

/** Each by a few clients only: the words matter here, not the form. */
export const MANY: Body[] = [
  ...list('approved', 'id', {
    setuju_kecil: 'setuju',
    disetujui: 'Disetujui',
    acc: 'ACC',
    approve_besar: 'APPROVE!!!',
    ya_setuju: 'Ya, setuju',
    ok_setuju_bu: 'Ok setuju bu',
    sip_acc: 'Sip, acc pak',
    siap_approve: 'Siap, approve 👍',
    baik_disetujui: 'Baik, disetujui. Makasih ya mbak.',
    saya_setuju: 'Saya setuju.',
    oke_approve: 'Oke approve',
    salam: 'Approve\n\nSalam,\n{first}',
    bertanda_nama: 'Setuju.\n\n{name}',
    makasih_mas: 'makasih mas, approve',
    pak_nama: 'Approve ya Pak {first}',
    emoji_depan: '✅ Setuju ✅',
    tebal: '*Approve*',
    petik: '"Approve"',
    spasi: '\n\n   Approve   \n\n',
    titik: 'Setuju...',
  }),
  ...list('approved', 'en', {
    approved: 'Approved',
    approve_dot: 'Approve.',
    thanks_first: 'Thanks, approved',
    ok_approved: 'OK, approved',
    thumb_word: 'Approved 👍🏽',
    baris: 'Approve\n\nThanks,\n{first}',
  }),
  ...list('revision', 'id', {
    daftar: 'Mohon perbaikan:\n1. M1CA01: stok WHB 24 box\n2. M1CA05: rata-rata 3 bulan belum memuat Oktober\n3. Tier 2 kurang dua artikel',
    tanpa_kata: 'Angka WHS terlalu tinggi, selisih 1.250 pasang dengan hitungan gudang.',
    tidak_cocok: 'Total tidak cocok dengan opname kemarin, selisih 36 pasang.',
    pendek: 'M1CA01 salah',
    terima_kasih_catatan: 'Terima kasih. Kolom Toko untuk M1CA07 masih memakai data kemarin.',
    tabel: 'Artikel\tLaporan\tSeharusnya\nM1CA01\t42\t24\nL2AI11\t1.200\t1.020\nG4TE03\t0\t36',
    panjang: `Catatan saya untuk laporan ini. ${Array.from({ length: 60 }, (_, i) => `Artikel M1CA${String(i).padStart(2, '0')} di rak ${i + 1} terhitung ${i * 12 + 7} pasang, laporan memuat ${i * 12 + 19} pasang.`).join(' ')}`,
    nol_po: 'PO untuk M1CA01 seharusnya 0, kontainer 3.600 pasang sudah di pelabuhan.',
    hapus: 'Hapus L2AI11 dari daftar PO. Artikel itu sudah tidak diproduksi.',
  }),
  ...list('revision', 'en', {
    lines: 'Two corrections:\n- M1CA01: 24 boxes at WHB\n- L2AI11 was discontinued in August',
    sales_wrong: 'Sales of November are missing for the Kuta store.',
    number: 'Total should be 143,574 pairs.',
    redo: 'The WHS snapshot is from yesterday. Redo with the stock of 02:00.',
  }),
  ...list('asked', 'id', {
    ok: 'ok',
    oke_terima_kasih: 'Oke, terima kasih',
    sip: 'Sip 👍',
    baik_pak: 'Baik pak',
    siap: 'siap',
    ya: 'Ya',
    makasih: 'Makasih {first}',
    titik: '.',
    emoji_ok: '👌🙏',
    belum_approve: 'Belum approve ya',
    jangan: 'Jangan di-approve dulu',
    tidak: 'Tidak',
    belum_setuju: 'saya belum setuju',
    bukan_acc: 'bukan acc',
    gak_setuju: 'gak setuju',
    kurang_setuju: 'Kurang setuju',
    approve_tanya: 'approve?',
    sudah_benar: 'Ini sudah benar?',
    kenapa: 'Kenapa stok M1CA01 jadi 0?',
    boleh: 'Boleh saya setujui besok?',
    kalau: 'Approve kalau M1CA01 sudah dicek',
    setelah: 'Setuju setelah angka WHB diperbaiki',
    tapi: 'Approve tapi M1CA01 jangan dulu',
    kecuali: 'setuju kecuali M1CA01',
    jika: 'Jika gudang sudah oke, approve',
    sebagian: 'Approve sebagian',
    besok: 'Besok saya approve',
    lagi: 'Approve, dan kirim juga ke direktur',
    dua_hal: 'Setuju. M1CA01 dinaikkan jadi 30 box ya.',
    cek_sebelum: 'Angka M1CA01 keliru, perbaiki sebelum saya approve.',
    salah_ketik: 'Aprove',
    salah_ketik_2: 'Setujuu',
    salah_ketik_3: 'Aprrove',
    dua_baris: 'Approve\n\nEh maaf, M1CA01 ditahan dulu',
    tidak_jadi: 'Approve\ntidak jadi',
    mungkin: 'mungkin setuju',
    kata_kerja: 'Siapa yang approve ini?',
  }),
  ...list('asked', 'en', {
    ok_thanks: 'Ok, thanks',
    no: 'No',
    not_yet: 'Not yet approved',
    dont: "Don't approve this",
    cannot: 'I cannot approve this',
    disapprove: 'Disapproved',
    unapproved: 'unapproved',
    is_it_right: 'Is this right?',
    why: 'Why is M1CA01 at zero?',
    if: 'Approve if the warehouse agrees',
    once: 'Approved once M1CA01 is fixed',
    except: 'approved except M1CA01',
    but: 'Approved, but hold M1CA01',
    later: 'Will approve later',
    more: 'Approve and send it to the director too',
    quote_word: 'You wrote "Approve" below, what does it mean',
    hearts: '❤️❤️',
  }),
];

/** Added after the first list: a text's place picks its clients, and so its name, so new ones go to the end. */
export const LATER: Body[] = [
  ...list('approved', 'id', {
    terima_kasih_penutup: 'Approve\n\nTerima kasih,\n{first}',
    salam_hangat: 'Setuju.\n\nSalam hangat,\n{name}',
    nama_saja: 'Approve\n{first}',
    bu_nama: 'Acc bu {first}, makasih',
    baris_kosong: '\nSetuju\n\n\n\n',
    nbsp: '\u00a0Approve\u00a0',
  }),
  ...list('revision', 'id', {
    ditolak: 'Laporan ditolak, total WHB salah.',
    oke_tetapi: 'Stok oke, tetapi M1CA07 tercatat dua kali.',
    rupiah: 'Nilai overstock seharusnya Rp 1.184.500.000, bukan Rp 1.284.500.000.',
    tanggal: 'Data retur 18 November belum masuk, hitung ulang dengan retur itu.',
  }),
  ...list('revision', 'en', {
    rejected: 'Rejected: the total of WHB is wrong.',
    warehouse: 'WHB was counted again yesterday: 3,612 pairs. Use that count.',
  }),
  ...list('asked', 'id', {
    huruf_kiril: '\u0430pprove',
    satu_artikel: 'Approve M1CA01',
    persen: 'Setuju 100%',
    lanjut: 'Lanjut',
    mantap: 'Mantap 👍',
    angka: 'Acc 24 box',
    bersyarat_dua: 'Setuju kalau gudang sudah hitung, kalau belum jangan',
    coret: 'Tidak approve, eh approve',
    orang_lain: 'Direktur sudah approve',
  }),
  ...list('asked', 'en', {
    yes: 'Yes',
    noted: 'Noted, thanks',
    everyone: 'Everybody else approved',
    partly: 'Approve WHS only',
    ask_again: 'Should I approve?',
  }),
];

/** A piece of mail that carries more than typed text, over forms that mark the quote and forms that do not. */
export interface Form {
  key: string;
  text: string;
  class: (marksQuote: boolean) => ReplyClass;
  options: Options;
  /** Only for clients whose quote ends visibly in both parts, or only for the others. */
  only?: 'marked' | 'unmarked';
}

const RULES = {
  id: 'Pesan ini dan lampirannya bersifat rahasia dan hanya untuk penerima yang dituju. Bila Anda bukan penerima yang dimaksud, hapus pesan ini.',
  en: 'CONFIDENTIALITY NOTICE: This email and any attachments are confidential and intended solely for the addressee. If you are not the intended recipient, please delete it.',
};
const ask = (): ReplyClass => 'asked';
const yes = (): ReplyClass => 'approved';
const note = (): ReplyClass => 'revision';

export const FORMS: Form[] = [
  { key: 'below', text: 'Approve', class: (marked) => (marked ? 'approved' : 'asked'), options: { position: 'bottom' } },
  { key: 'inline', text: 'Setuju', class: (marked) => (marked ? 'approved' : 'asked'), options: { position: 'inline' } },
  { key: 'no_quote', text: 'Approve', class: yes, options: { position: 'none' } },
  { key: 'condition_below', text: 'Approve', class: ask, options: { below: 'tapi M1CA01 jangan dulu' } },
  { key: 'condition_inline', text: 'Setuju', class: ask, options: { within: 'yang ini tunggu hitungan gudang' } },
  {
    key: 'note_below',
    text: 'M1CA01 salah, seharusnya 24 box.',
    class: (marked) => (marked ? 'revision' : 'asked'),
    options: { position: 'bottom' },
  },
  {
    key: 'note_inline',
    text: 'baris ini salah, seharusnya 24 box',
    class: (marked) => (marked ? 'revision' : 'asked'),
    options: { position: 'inline' },
  },
  {
    key: 'signature_dashes',
    text: 'Approve',
    class: yes,
    options: { signature: ['-- ', '{name}', 'Kepala Operasional | Toko Contoh', 'Telp. 0361 000000'] },
  },
  {
    key: 'signature_regards',
    text: 'Approved',
    class: yes,
    options: { language: 'en', signature: ['', 'Best regards,', '{name}', 'Head of Operations', 'T +62 361 000000'] },
    only: 'unmarked',
  },
  {
    key: 'signature_hormat',
    text: 'Setuju',
    class: yes,
    options: { signature: ['', 'Hormat saya,', '{name}', 'Kepala Operasional', 'Toko Contoh'] },
  },
  { key: 'disclaimer_id', text: 'Approve', class: yes, options: { footer: ['', RULES.id] } },
  { key: 'disclaimer_en', text: 'Approved', class: yes, options: { language: 'en', footer: ['', RULES.en] }, only: 'unmarked' },
  {
    key: 'note_with_signature',
    text: 'M1CA01 seharusnya 24 box.',
    class: note,
    options: { signature: ['-- ', '{name}', 'Kepala Operasional'] },
  },
  { key: 'empty_with_signature', text: '', class: ask, options: { signature: ['-- ', '{name}', 'Kepala Operasional'] } },
];
