// Reports for the mail's tests and pictures: an ordinary day, the largest company, and names as vendors really write them.
import type { FrozenReport, ReportSection } from '../../src/reports/types.ts';

const NUMBER = new Intl.NumberFormat('id-ID');
const num = (n: number): string => NUMBER.format(n);
const TIER_COLUMNS: ReportSectionTable['columns'] = [
  { label: 'Artikel', align: 'left' },
  { label: 'WHS', align: 'right' },
  { label: 'WHB', align: 'right' },
  { label: 'Toko', align: 'right' },
  { label: 'Total', align: 'right' },
  { label: 'Terjual 3 bln', align: 'right' },
  { label: 'Rata-rata/bln', align: 'right' },
  { label: 'Sisa bulan', align: 'right' },
  { label: 'Status', align: 'left' },
];
type ReportSectionTable = NonNullable<ReportSection['table']>;

const GENDERS = ['MEN', 'LADIES', 'BOYS', 'GIRLS', 'BABY'];
const SERIES = ['CLASSIC', 'AIRFLOW', 'KIRANA', 'TERRA', 'LITTLE STAR'];

/** Code and name of the i-th article of the example company. */
export function article(i: number): string {
  const gender = GENDERS[i % 5] ?? 'MEN';
  return `${gender[0]}${1 + (i % 4)}${(SERIES[i % 5] ?? '').slice(0, 2)}${String(i).padStart(2, '0')} ${gender} ${SERIES[i % 5]} ${1 + (i % 9)}`;
}

function order(name: string, i: number): string {
  const boxes = 125 - i;
  return `Artikel ${name}: sisa ${num(1.2 + i / 10)} bulan, terjual ${num(boxes * 4)}/bulan → PO ${num(boxes * 12)} pasang (${boxes} box) SEKARANG`;
}

/** A per-tier block with `rows` articles. */
export function tierSection(tier: number, rows: number): ReportSection {
  return {
    key: `tier_${tier}`,
    title: `Tier ${tier}: 24.310 pasang, ${NUMBER.format(41 + tier)} artikel, ${2 + tier} WAJIB PO`,
    tone: 'neutral',
    intro: tier === 2 ? 'Perhatian tier: bagian artikel WAJIB PO naik dari 4,1% menjadi 9,8% sejak kemarin.' : null,
    sentences: [],
    table: {
      columns: TIER_COLUMNS,
      rows: Array.from({ length: rows }, (_, i) => [
        article(tier * 10 + i),
        num(1200 + i * 36),
        num(4800 - i * 120),
        num(800 + i),
        num(6800 - i * 83),
        num(1500 + i * 11),
        num(500 + i * 4),
        num(1.2 + i),
        i % 2 === 0 ? 'WAJIB PO' : 'OVERSTOCK',
      ]),
      footer: null,
    },
    more: '+14 lainnya → Sheet',
  };
}

const WAREHOUSES: ReportSection = {
  key: 'global',
  title: 'Gudang per tier',
  tone: 'neutral',
  intro: 'Box dihitung @12 pasang; protol adalah sisa di luar box.',
  sentences: [],
  table: {
    columns: [
      { label: 'Tier', align: 'left' },
      ...['WHS box', 'WHS protol', 'WHS pasang', 'WHS %', 'WHB box', 'WHB protol', 'WHB pasang', 'WHB %'].map((label) => ({
        label,
        align: 'right' as const,
      })),
    ],
    rows: ['1', '2', '3', '4', '5', '8', 'UNMAPPED'].map((tier, i) => [
      tier,
      num(2026 - i * 210),
      num(7 + i),
      num(24319 - i * 2519),
      `${num(28.4 - i * 3)}%`,
      num(4100 - i * 300),
      num(3 + i),
      num(49203 - i * 3597),
      `${num(31.5 - i * 4)}%`,
    ]),
    footer: ['Total', num(9772), num(70), num(117334), '100,0%', num(22400), num(42), num(268842), '100,0%'],
  },
  more: null,
};

/** An ordinary day. */
export function ordinaryReport(): FrozenReport {
  return {
    kind: 'control_stock',
    title: 'Control Stock',
    business_date: '2026-11-19',
    date_text: 'Kamis, 19 November 2026',
    subject: 'Control Stock 19 Nov 2026: 12 artikel WAJIB PO, 34 overstock',
    preheader: '12 artikel WAJIB PO (paling mendesak: sisa 1,2 bulan), 34 overstock senilai Rp 1.284.500.000',
    verdict: '12 artikel harus dipesan sekarang, 34 artikel kelebihan stok; 301 artikel lain aman.',
    opening:
      'Dari 347 artikel ada 12 artikel wajib PO dan 34 artikel overstock. Yang mendesak adalah artikel M1CL00 MEN CLASSIC 1: sisa stok 1,2 bulan, terjual 500 pasang per bulan.',
    is_ready: true,
    key_figures: [
      { label: 'Total stok', value: '143.574 pasang', note: null },
      { label: 'Artikel', value: '347', note: '5.464 kode' },
      { label: 'WAJIB PO', value: '12 artikel', note: '9.384 pasang (782 box)' },
      { label: 'Overstock', value: '34 artikel', note: '18.203 pasang berlebih' },
      { label: 'Nilai kelebihan', value: 'Rp 1.284.500.000', note: 'harga beli' },
    ],
    sections: [
      {
        key: 'must_po',
        title: 'WAJIB PO: 10 teratas dari 12',
        tone: 'critical',
        intro: 'Sisa stok di bawah 3 bulan penjualan, diurutkan dari yang paling cepat habis.',
        sentences: Array.from({ length: 10 }, (_, i) => order(article(i + 1), i)),
        table: null,
        more: '+2 lainnya → Sheet',
      },
      {
        key: 'overstock',
        title: 'Overstock: 10 teratas dari 34',
        tone: 'warning',
        intro: null,
        sentences: Array.from(
          { length: 10 },
          (_, i) => `Artikel ${article(i + 50)}: ${num(14 + i / 2)} bulan, terjual ${20 + i}/bulan → STOP order`,
        ),
        table: {
          columns: [
            { label: 'Artikel', align: 'left' },
            { label: 'Lebih (pasang)', align: 'right' },
            { label: 'Nilai', align: 'right' },
          ],
          rows: Array.from({ length: 10 }, (_, i) => [article(i + 50), num(1280 - i * 70), `Rp ${num(96_000_000 - i * 5_250_000)}`]),
          footer: ['10 artikel', num(9650), `Rp ${num(723_750_000)}`],
        },
        more: '+24 lainnya → Sheet',
      },
      ...[1, 2, 3, 4, 5, 8].map((tier) => tierSection(tier, 5)),
      WAREHOUSES,
    ],
    changes: {
      since_text: 'dibanding 18 Nov 2026',
      items: ['Baru WAJIB PO: M3CL05 MEN CLASSIC 6', 'Tidak lagi WAJIB PO: L2AI11 LADIES AIRFLOW 3', 'Total stok turun 612 pasang (-0,4%)'],
    },
    warnings: ['3 kode belum ada di Kode Mix: 90012-41, 90012-42, 90013-40', 'Gudang baru dihitung sebagai toko: "GD TITIPAN"'],
    request: 'Laporan ini menunggu persetujuan Anda. Setelah membacanya, balas email ini: Approve, atau catatan bila ada yang salah.',
    how_to_answer: [
      'Balas email ini dengan SETUJU bila angka dan usulan PO benar.',
      'Balas dengan REVISI dan sebutkan artikel serta alasannya bila ada yang salah.',
    ],
    steps: [
      'Langkah 1: stok diambil dari Accurate (DDD, LJBB, MBB, UBB) per 19 Nov 2026: 72.480 baris, 143.574 pasang.',
      'Langkah 2: penjualan 20 Agu 2026 sampai 19 Nov 2026 (DDD, MBB, UBB): 118.204 baris, 41.322 pasang bersih setelah retur.',
      'Langkah 3: sisa bulan = total stok × 3 ÷ terjual. Contoh M2AI01: 600 × 3 ÷ 1.500 = 1,2 bulan.',
      'Langkah 4: WAJIB PO bila sisa < 3 bulan; pesan 3 × rata-rata per bulan, dibulatkan ke atas ke box isi 12.',
    ],
    footer: [
      'Ambang: wajib PO < 3 bulan (bawaan), overstock > 9 bulan (bawaan), box 12 pasang (bawaan).',
      'Jendela penjualan: 20 Agu 2026 – 19 Nov 2026.',
    ],
    links: [
      {
        label: 'Google Sheet',
        url: 'https://docs.example/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefghijkl/edit#gid=0',
        note: 'masih memuat angka 18 Nov 2026 (1 hari sebelumnya), diisi 19 Nov 2026 pukul 06.12 WIB; angka laporan ini menyusul',
      },
      { label: 'Notion', url: 'https://notion.example/control-stock?v=1&p=2', note: null },
    ],
  };
}

/** Names that break careless layouts. */
export const HOSTILE_NAMES = [
  'M1CA01 <img src=x onerror=alert(1)> & "MEN" \'CLASSIC\'',
  '=HYPERLINK("http://evil.example","klik")',
  'L2KI02 👟👩‍👩‍👧 LADIES KIRANA 🇮🇩',
  'B3 حذاء رجالي 42',
  'X9 \u202E005.1 OP\u202C TERBALIK',
  `G4${'SANGATPANJANGSEKALI'.repeat(12)}`,
  'M5 NAMA\r\nBcc: semua@evil.example\u0000\tDUA\u00A0BARIS',
  `L6 ${'SEPATU WANITA KOLEKSI LEBARAN EDISI KHUSUS '.repeat(6)}`,
  '</table></td></tr><script>document.title="x"</script>',
];

/** An ordinary day with hostile names in every place that shows names, and a table of 30 rows. */
export function hostileReport(): FrozenReport {
  const report = ordinaryReport();
  const name = (i: number): string => HOSTILE_NAMES[i % HOSTILE_NAMES.length] ?? '';
  const rows = tierSection(1, 30);
  const rename = (s: ReportSection): ReportSection => ({
    ...s,
    sentences: s.sentences.map((_, i) => order(name(i), i)),
    table: s.table ? { ...s.table, rows: s.table.rows.map((r, i) => [name(i), ...r.slice(1)]) } : null,
  });
  return {
    ...report,
    subject: `Control Stock\r\nBcc: semua@evil.example ${name(5)}`,
    sections: [...report.sections.slice(0, 2).map(rename), rename(rows), tierSection(2, 30)],
    warnings: HOSTILE_NAMES.map((n) => `Kode belum ada di Kode Mix: ${n}`),
  };
}

/** A report nobody clipped: every one of 5,464 codes in every place that takes a list, with long names full of characters that grow. */
export function largestReport(codes = 5464): FrozenReport {
  const report = ordinaryReport();
  const long = (i: number): string => `${article(i)} "EDISI <KHUSUS>" & KOLEKSI 'LEBARAN' 👟 ${i}`;
  const names = Array.from({ length: codes }, (_, i) => long(i));
  const block = (s: ReportSection): ReportSection => ({
    ...s,
    sentences: s.sentences.length > 0 ? names.map((n, i) => order(n, i % 100)) : [],
    table: s.table ? { ...s.table, rows: names.map((n) => [n, ...(s.table?.rows[0] ?? []).slice(1)]) } : null,
  });
  return {
    ...report,
    sections: report.sections.map(block),
    changes: { since_text: 'dibanding 18 Nov 2026', items: names },
    warnings: names,
    request: names.slice(0, 3).join('; '),
    how_to_answer: names,
    steps: names,
    footer: names,
  };
}
