// What a good model writes when it keeps to its prompt: natural, and true of the figures. Written as sentences first, not as a list of words.
const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

export const GOOD_STOCK: readonly string[] = lines(`
  Dari {{articles}} terdapat {{must_po.count}} dan {{overstock.count}}. Perhatian utama untuk {{must_po.1.name}}: {{must_po.1.cover}}, {{must_po.1.sold}}, dengan {{must_po.1.order}}.
  Stok perusahaan tercatat {{stock.pairs}} ({{stock.date}}). Yang mendesak adalah {{must_po.1.name}}, {{must_po.1.cover}}; berikutnya {{must_po.2.name}}, {{must_po.2.cover}}.
  Ringkasan: {{must_po.count}}, {{overstock.count}} dan {{no_sales.count}}. Overstock terbesar ada pada {{overstock.1.name}}: {{overstock.1.excess}}.
  Laporan ini mencakup {{articles}} dengan {{stock.pairs}}. Secara umum terdapat {{must_po.count}} serta {{overstock.count}}. Artikel yang perlu didahulukan adalah {{must_po.1.name}}: {{must_po.1.cover}}.
  Dari {{articles}}, {{must_po.count}} perlu perhatian. Prioritas jatuh pada {{must_po.1.name}} dengan {{must_po.1.cover}} dan {{must_po.1.sold}}.
  Saat ini tercatat {{stock.pairs}} ({{stock.date}}), sementara itu tercatat {{sold.pairs}}. Ada {{must_po.count}} yang mendesak.
  Posisi stok menunjukkan {{must_po.count}} dan {{overstock.count}}. Rinciannya dapat dilihat pada tabel berikut.
  Dari {{articles}} terdapat {{must_po.count}} yang mendesak, dengan {{order.total}}. Fokus utama ada pada {{must_po.1.name}}: {{must_po.1.cover}}.
  Terdapat {{must_po.count}} dengan {{order.total}}. Di sisi lain, ada {{overstock.count}} dengan {{overstock.pairs}}.
  Perhatian utama tertuju pada {{must_po.1.name}}: {{must_po.1.cover}}. Selanjutnya ada {{must_po.2.name}} dengan {{must_po.2.cover}}, disusul {{must_po.3.name}} dengan {{must_po.3.cover}}.
  Penumpukan stok terlihat pada {{overstock.1.name}}, yaitu {{overstock.1.excess}}. Secara keseluruhan terdapat {{overstock.count}} dari {{articles}}.
  Persediaan saat ini terdiri dari {{stock.pairs}} ({{stock.date}}). Terdapat {{must_po.count}}, {{overstock.count}}, dan {{negative.count}}.
  Ada {{negative.count}} yang perlu ditinjau pencatatannya. Selain itu terdapat {{must_po.count}} dan {{overstock.count}}.
  Yang perlu dicermati: {{must_po.count}} dengan {{order.total}}. Terutama {{must_po.1.name}}, {{must_po.1.cover}}, {{must_po.1.sold}}.
  Bapak dan Ibu, dari {{articles}} terdapat {{must_po.count}}. Artikel yang mendesak adalah {{must_po.1.name}} ({{must_po.1.cover}}).
  Laporan memuat {{articles}}. Stok menipis pada {{must_po.1.name}}: {{must_po.1.cover}}, {{must_po.1.stock}}.
  Kebutuhan pengadaan tercatat {{order.total}} untuk {{must_po.count}}. Sementara itu, {{overstock.count}} menyimpan {{overstock.pairs}}.
  Dari {{articles}}, {{overstock.count}} menumpuk. Overstock terbesar terdapat pada {{overstock.1.name}}: {{overstock.1.excess}}, diikuti {{overstock.2.name}}: {{overstock.2.excess}}.
  Gambaran umum: {{stock.pairs}} dan {{sold.pairs}}. Dari {{articles}} terdapat {{must_po.count}}.
  Stok kritis terdapat pada {{must_po.1.name}}: {{must_po.1.cover}}, dengan {{must_po.1.order}}. Pemantauan juga diperlukan untuk {{no_sales.count}}.
  Ringkasnya, terdapat {{must_po.count}} dan {{overstock.count}} dari {{articles}}. Perhatian perlu diberikan pada {{must_po.1.name}}: {{must_po.1.cover}}.
  Inti laporan ini adalah {{must_po.count}} dengan {{order.total}}. Urutan teratas ditempati {{must_po.1.name}}: {{must_po.1.cover}}.
  Berikut ringkasan posisi stok: {{stock.pairs}}, {{must_po.count}}, dan {{overstock.count}}. Pembahasan dapat dipusatkan pada {{must_po.1.name}}, yakni {{must_po.1.cover}}.
  Data menunjukkan {{must_po.count}} dan {{no_sales.count}}. Artikel dengan stok menipis antara lain {{must_po.1.name}}: {{must_po.1.cover}}.
  Per laporan ini, stok perusahaan tercatat {{stock.pairs}}. Artikel yang stoknya menipis adalah {{must_po.1.name}} dengan {{must_po.1.cover}}.
  Perhatian utama adalah {{must_po.1.name}}: {{must_po.1.cover}}, {{must_po.1.sold}}. Total stok tercatat {{stock.pairs}}.
  Dari {{articles}} yang dipantau, terdapat {{must_po.count}} dan {{overstock.count}}. Penumpukan terbesar ada pada {{overstock.1.name}}: {{overstock.1.excess}}.
  Situasi stok per laporan ini: {{must_po.count}}, {{overstock.count}}, {{no_sales.count}}.
  Laporan Control Stock mencakup {{articles}} dengan {{stock.pairs}}. Prioritas utama adalah {{must_po.1.name}}, {{must_po.1.cover}}.
  Tercatat {{must_po.count}} yang memerlukan perhatian, dengan {{order.total}}. Sebagai gambaran, {{must_po.1.name}} memiliki {{must_po.1.cover}} dan {{must_po.1.sold}}.
  Sementara {{must_po.count}} membutuhkan perhatian, terdapat pula {{overstock.count}} dengan {{overstock.pairs}}.
  Secara keseluruhan, terdapat {{stock.pairs}}. Selain itu, {{must_po.count}} perlu segera ditangani.
  Pada sisi kelebihan stok, terdapat {{overstock.count}}, dengan {{overstock.1.name}} di urutan teratas: {{overstock.1.excess}}.
  Manajemen perlu mencermati {{must_po.count}}, terutama {{must_po.1.name}} yang memiliki {{must_po.1.cover}}.
  Selain {{must_po.count}}, terdapat {{negative.count}} yang perlu diperiksa. Rincian tersedia pada tabel di bawah ini.
  Dengan {{stock.pairs}}, laporan ini menyoroti {{must_po.count}} dan {{overstock.count}}.
`);

export const GOOD_SALES: readonly string[] = lines(`
  Tercatat {{day.transactions}} dengan {{day.sales}}, yaitu {{day.target}}. Sementara itu tercatat {{month.sales}}, yaitu {{month.target}}.
  Penjualan menunjukkan {{day.sales}} dari {{day.transactions}}, dengan {{day.average}}. Terdapat {{below.count}}.
  Terdapat {{below.count}}; perhatian utama untuk {{below.1.name}}: {{below.1.target}}, {{below.1.gap}}.
  Dari {{day.transactions}} tercatat {{day.sales}} dengan {{day.average}}. Pencapaian berada pada {{day.target}}.
  Secara umum tercatat {{day.sales}}, yakni {{day.target}}. Cabang yang perlu diperhatikan adalah {{below.1.name}} dengan {{below.1.sales}}, {{below.1.gap}}.
  Ringkasan penjualan: {{day.sales}}, {{day.transactions}}, dan {{day.average}}. Posisi target: {{month.target}}.
  Ada {{below.count}}. Cabang yang tertinggal adalah {{below.1.name}}: {{below.1.target}}; berikutnya {{below.2.name}}: {{below.2.target}}.
  Laporan ini menyajikan {{day.sales}} dari {{day.transactions}}. Terdapat {{month.sales}}, yaitu {{month.target}}.
  Jaringan toko mencatatkan {{day.sales}} dengan {{day.transactions}}. Fokus evaluasi ada pada {{below.1.name}}: {{below.1.gap}}.
  Operasional toko mencatat {{day.transactions}} dengan {{day.sales}}. Selanjutnya tercatat {{month.sales}}, yaitu {{month.target}}.
  Transaksi di toko tercatat {{day.transactions}}, dengan {{day.average}}. Dari {{below.count}}, yang perlu didahulukan adalah {{below.1.name}}: {{below.1.target}}.
  Tim penjualan mencatat {{day.sales}}, yaitu {{day.target}}. Perhatian khusus untuk {{below.1.name}}: {{below.1.target}}, {{below.1.gap}}.
  Berikut gambaran penjualan. Tercatat {{day.sales}} dari {{day.transactions}}. Posisi kumulatif tercatat {{month.sales}}.
  Penjualan gerai tercatat {{day.sales}} ({{day.target}}). Rincian per cabang tersaji pada tabel, termasuk {{below.count}}.
  Hasil penjualan berupa {{day.sales}} dengan {{day.average}}. Perlu ditinjau: {{below.1.name}}, {{below.1.sales}}, {{below.1.target}}.
  Kinerja toko tercermin dari {{day.sales}} dan {{day.transactions}}. Rincian dapat dilihat pada tabel.
  Untuk target, posisi saat ini adalah {{month.target}}. Untuk penjualan, tercatat {{day.sales}}.
`);
