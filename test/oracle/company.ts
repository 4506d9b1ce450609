// What the oracle takes: plain rows, as a person would type them from the tables. Quantities and prices are decimal
// text, days are 'YYYY-MM-DD'.

export const STOCK_ENTITIES = ['DDD', 'LJBB', 'MBB', 'UBB'] as const;
export const SALES_ENTITIES = ['DDD', 'MBB', 'UBB'] as const;

export interface CodeRow {
  kode_barang: string;
  kode: string;
  kode_mix: string;
  name: string | null;
  tier: number | null;
  gender: string | null;
  series: string | null;
  status: string;
}
export interface PriceRow {
  kode: string;
  harga_beli: string | null;
}
export interface WarehouseRow {
  entity: string;
  nama_gudang: string;
  kind: 'WHS' | 'WHB' | 'STORE' | 'OTHER';
  loose: boolean;
  in_cover: boolean;
}
export interface OrderRow {
  kode_mix: string;
  tgl_po: string;
  row_no: number;
  ordered: string[];
  received: string[];
  status_po: string | null;
}
export interface NoteRow {
  kode_mix: string;
  kind: 'jangan_po' | 'sudah_po' | 'musiman';
  until_on: string | null;
}
export interface StockRow {
  kode_barang: string;
  nama_gudang: string;
  kuantitas: string;
}
/** One accepted stock load: the whole stock of an entity on a day. */
export interface StockLoad {
  entity: string;
  date: string;
  rows: StockRow[];
}
export interface SalesRow {
  tanggal: string;
  nomor_invoice: string;
  kode_produk: string;
  kuantitas: string;
  total_harga: string;
  nama_gudang: string | null;
  nama_departemen: string | null;
}
/** One accepted sales load: all lines of an entity from `coversFrom` to `coversTo`, as the source told them on `date`. */
export interface SalesLoad {
  entity: string;
  date: string;
  coversFrom: string;
  coversTo: string;
  rows: SalesRow[];
}
export interface Settings {
  mustPoMonths: number;
  overstockMonths: number;
  boxPairs: number;
  newDays: number;
}
/** A company as it stands when the question is asked: today's reference data, and all accepted loads in their order. */
export interface Company {
  codes: CodeRow[];
  prices: PriceRow[];
  warehouses: WarehouseRow[];
  orders: OrderRow[];
  notes: NoteRow[];
  stock: StockLoad[];
  sales: SalesLoad[];
  settings: Settings;
}

export const DEFAULT_SETTINGS: Settings = { mustPoMonths: 3, overstockMonths: 9, boxPairs: 12, newDays: 28 };

/** Spaces only, as btrim does. */
export const trim = (text: string): string => text.replace(/^ +| +$/g, '');

/** A sales line once: summed over its invoice, code and day. */
export interface SoldLine {
  entity: string;
  tanggal: string;
  kode_barang: string;
  rows: SalesRow[];
}

/** Snapshots in force: the last accepted load of each entity and day. Key `entity date`. */
export function snapshotsInForce(loads: StockLoad[]): Map<string, StockLoad> {
  return new Map(loads.map((load) => [`${load.entity} ${load.date}`, load]));
}

/**
 * Sales lines in force: for each entity and day those of the newest accepted load that covers the day, newest by the
 * load's own date and, of one date, the one accepted last; lines of one invoice and code of a day are one line.
 */
export function linesInForce(loads: SalesLoad[]): SoldLine[] {
  const lines = new Map<string, SoldLine>();
  loads.forEach((load, index) => {
    for (const row of load.rows) {
      const beaten = loads.some(
        (other, otherIndex) =>
          other.entity === load.entity &&
          other.coversFrom <= row.tanggal &&
          row.tanggal <= other.coversTo &&
          (other.date > load.date || (other.date === load.date && otherIndex > index)),
      );
      if (beaten) continue;
      const kode_barang = trim(row.kode_produk);
      const key = JSON.stringify([load.entity, row.tanggal, row.nomor_invoice, kode_barang]);
      const line = lines.get(key);
      if (line) line.rows.push(row);
      else lines.set(key, { entity: load.entity, tanggal: row.tanggal, kode_barang, rows: [row] });
    }
  });
  return [...lines.values()];
}
