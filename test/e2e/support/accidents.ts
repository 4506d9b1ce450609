// A small company whose days are plausible, and what may happen to the data of one of them on its way here.
import { type LoadOf, plus, type SalesRow, type StockRow } from '../../support/loads.ts';

export const DAY = '2026-02-08';
export const HISTORY_FROM = plus(DAY, -42);
const STORES = 12;
const CODES = 40;

/** The same numbers on every machine (mulberry32). */
function numbers(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * n);
  };
}

export const codes = Array.from({ length: CODES }, (_, i) => `0M${i + 10}CA-${36 + (i % 5)}`);
export const warehouses = Array.from({ length: STORES }, (_, i) => `Toko ${String.fromCharCode(65 + i)}`);
const nameOf = (code: string): string => `SANDAL É${code}`;
const priceOf = (code: string): number => 60_000 + 2_500 * codes.indexOf(code);

/** Stock of an entity at the end of a day: it moves a little every day. */
export function stockOf(entity: string, day: string): StockRow[] {
  const start = numbers(entity.charCodeAt(0) * 7919);
  const age = Math.round((Date.parse(day) - Date.parse(HISTORY_FROM)) / 86_400_000);
  return warehouses.flatMap((nama_gudang) =>
    codes.map((kode_barang) => {
      const [level, step] = [8 + start(40), 1 + start(9)];
      return {
        kode_barang,
        nama_barang: nameOf(kode_barang),
        nama_gudang,
        kuantitas: level + ((age * step) % 7),
        unit_price: priceOf(kode_barang),
      };
    }),
  );
}

/** Sales of an entity from one day to another; one document in twelve is a return. */
export function salesOf(entity: string, from: string, to: string): SalesRow[] {
  const rows: SalesRow[] = [];
  for (let day = from; day <= to; day = plus(day, 1)) {
    const random = numbers(entity.charCodeAt(0) * 104_729 + Date.parse(day) / 86_400_000);
    for (const [store, nama_gudang] of warehouses.entries())
      for (let doc = 0; doc < 4; doc++) {
        const isReturn = random(12) === 0;
        const first = random(CODES);
        for (let line = 0; line < 2 + random(3); line++) {
          const kode_barang = codes[(first + line) % CODES]!;
          const pairs = 1 + random(2);
          rows.push({
            tanggal: day,
            nomor_invoice: `${isReturn ? 'RJ' : 'SI'}.${day}.${store}.${doc}`,
            kode_barang,
            nama_barang: nameOf(kode_barang),
            nama_gudang,
            kuantitas: isReturn ? -pairs : pairs,
            total_harga: (isReturn ? -pairs : pairs) * priceOf(kode_barang),
          });
        }
      }
  }
  return rows;
}

export const WEEK_FROM = plus(DAY, -6);
const goodStock = stockOf('DDD', DAY);
const goodSales = salesOf('DDD', WEEK_FROM, DAY);
const half = <T>(rows: readonly T[]): T[] => rows.slice(0, Math.ceil(rows.length / 2));
const misread = (text: string | null | undefined): string => Buffer.from(text ?? '', 'utf8').toString('latin1');

type Change<Row> = readonly [name: string, change: Partial<LoadOf<Row>>];
const everyStock = (change: (row: StockRow, i: number) => StockRow): Partial<LoadOf<StockRow>> => ({ rows: goodStock.map(change) });
const everySale = (change: (row: SalesRow, i: number) => SalesRow): Partial<LoadOf<SalesRow>> => ({ rows: goodSales.map(change) });
const times = <Row extends StockRow>(row: Row, by: number): Row => ({ ...row, kuantitas: (row.kuantitas ?? 0) * by });

export const stockAccidents: readonly Change<StockRow>[] = [
  ['nothing wrong', {}],
  ['half a page is missing, the source counts all', { rows: goodStock.slice(0, -50), sourceCount: goodStock.length }],
  ['half of the file is missing, the count agrees', { rows: half(goodStock) }],
  ['a page came twice', { rows: [...goodStock, ...goodStock.slice(100, 150)] }],
  ['a page was shifted by ten rows', { rows: goodStock.map((row, i) => (i >= 100 && i < 110 ? goodStock[i - 10]! : row)) }],
  ['the whole file twice', { rows: [...goodStock, ...goodStock] }],
  ["yesterday's snapshot again", { rows: stockOf('DDD', plus(DAY, -1)) }],
  ["another entity's token", { rows: stockOf('MBB', plus(DAY, -1)) }],
  ['empty answer', { rows: [] }],
  ['one warehouse is missing', { rows: goodStock.filter((row) => row.nama_gudang !== 'Toko C') }],
  ['all warehouses have other names', everyStock((row) => ({ ...row, nama_gudang: `${row.nama_gudang} (baru)` }))],
  ['prices 0', everyStock((row) => ({ ...row, unit_price: 0 }))],
  ['boxes instead of pairs', everyStock((row) => times(row, 1 / 12))],
  ['boxes taken for pairs and multiplied', everyStock((row) => times(row, 12))],
  ['one warehouse in another unit', everyStock((row) => (row.nama_gudang === 'Toko B' ? times(row, 12) : row))],
  ['a snapshot of last year', { day: plus(DAY, -365) }],
  ['all quantities negative', everyStock((row) => times(row, -1))],
  ['decimal separator misread: 12,000 for 12', everyStock((row) => times(row, 1000))],
  ['codes in lower case', everyStock((row) => ({ ...row, kode_barang: row.kode_barang!.toLowerCase() }))],
  ['leading zeros of the codes gone', everyStock((row) => ({ ...row, kode_barang: row.kode_barang!.replace(/^0+/, '') }))],
  [
    'columns shifted by one',
    everyStock((row) => ({ ...row, kode_barang: row.nama_barang!, nama_barang: row.nama_gudang!, nama_gudang: String(row.kuantitas) })),
  ],
  ['encoding broken', everyStock((row) => ({ ...row, nama_barang: misread(row.nama_barang) }))],
  [
    'a test warehouse included',
    { rows: [...goodStock, ...codes.map((kode_barang) => ({ kode_barang, nama_gudang: 'GUDANG TEST', kuantitas: 1, unit_price: 1 }))] },
  ],
  ['rows without a code', everyStock((row, i) => (i % 40 === 0 ? { ...row, kode_barang: null } : row))],
];

export const salesAccidents: readonly Change<SalesRow>[] = [
  ['nothing wrong', {}],
  ['half a page is missing, the source counts all', { rows: goodSales.slice(0, -40), sourceCount: goodSales.length }],
  ['a page came twice', { rows: [...goodSales, ...goodSales.slice(300, 400)] }],
  [
    'one customer bought everything twice',
    { rows: [...goodSales, ...goodSales.filter((row) => row.nomor_invoice === goodSales[0]!.nomor_invoice)] },
  ],
  ['the whole file twice', { rows: [...goodSales, ...goodSales] }],
  ["yesterday's answer again", { rows: salesOf('DDD', plus(WEEK_FROM, -1), plus(DAY, -1)) }],
  ["another entity's token", { rows: salesOf('MBB', WEEK_FROM, DAY) }],
  ['empty answer, and the source says 0', { rows: [] }],
  ['empty answer, and the source says otherwise', { rows: [], sourceCount: goodSales.length }],
  ['the newest day is missing', { rows: goodSales.filter((row) => row.tanggal !== DAY) }],
  ['a whole store is missing', { rows: goodSales.filter((row) => row.nama_gudang !== 'Toko D') }],
  ['prices 0', everySale((row) => ({ ...row, total_harga: 0 }))],
  ['boxes instead of pairs', everySale((row) => times(row, 1 / 12))],
  ['boxes taken for pairs and multiplied', everySale((row) => times(row, 12))],
  ['dates of another year', everySale((row) => ({ ...row, tanggal: row.tanggal!.replace('2026', '2025') }))],
  ['time zone a day off', everySale((row) => ({ ...row, tanggal: plus(row.tanggal!, -1) }))],
  ['all quantities negative', everySale((row) => times(row, -1))],
  ['currency a hundredfold', everySale((row) => ({ ...row, total_harga: row.total_harga! * 100 }))],
  ['decimal separator misread: 1,000 for 1', everySale((row) => times(row, 1000))],
  ['codes in lower case', everySale((row) => ({ ...row, kode_barang: row.kode_barang!.toLowerCase() }))],
  ['leading zeros of the codes gone', everySale((row) => ({ ...row, kode_barang: row.kode_barang!.replace(/^0+/, '') }))],
  ['columns shifted by one', everySale((row) => ({ ...row, kode_barang: row.nama_barang!, nama_barang: row.nama_gudang! }))],
  ['encoding broken', everySale((row) => ({ ...row, nama_barang: misread(row.nama_barang) }))],
  [
    'returns counted as sales',
    everySale((row) => ({ ...row, kuantitas: Math.abs(row.kuantitas!), total_harga: Math.abs(row.total_harga!) })),
  ],
  ['a test warehouse included', { rows: [...goodSales, { ...goodSales[0]!, nomor_invoice: 'SI.TEST', nama_gudang: 'GUDANG TEST' }] }],
  ['lines without a number', everySale((row, i) => (i % 40 === 0 ? { ...row, nomor_invoice: null } : row))],
];

export const goodLoad = { entity: 'DDD', day: DAY } as const;
export const goodRows = { stock: goodStock, sales: goodSales } as const;
