// Breaks planned articles into stock snapshots: the newest ones hold exactly the planned total, older ones what the
// plan says about empty days.

import type { Plan } from './archetypes.ts';
import { textOf } from './calendar.ts';
import { STOCK_ENTITIES, type StockLoad, type StockRow } from './company.ts';
import type { Frame } from './generator.ts';

const COUNTED = ['Gudang Lantai', 'Gudang Box', 'Gudang Eceran', 'Toko Satu', 'Gudang Tak Dikenal'];
const EXCLUDED = ['Rusak', 'Titipan'];

type Shelf = Map<string, StockRow[]>;

/** The same name as another hand would type it. */
function spelled(f: Frame, name: string): string {
  if (f.r.chance(0.9)) return name;
  return f.r.pick([name.toUpperCase(), ` ${name}`, `${name}  `, name.toLowerCase()]);
}

function put(f: Frame, shelf: Shelf, code: string, warehouse: string, pairs: number, entity: string = f.r.pick(STOCK_ENTITIES)): void {
  const kode_barang = f.r.chance(0.95) ? code : f.r.pick([` ${code}`, `${code} `]);
  const nama_gudang = spelled(f, warehouse);
  const rows = shelf.get(entity) ?? [];
  shelf.set(entity, rows);
  const same = rows.find((row) => row.kode_barang === kode_barang && row.nama_gudang === nama_gudang);
  if (same) same.kuantitas = String(Number(same.kuantitas) + pairs);
  else rows.push({ kode_barang, nama_gudang, kuantitas: String(pairs) });
}

/** Puts `total` pairs that count on the shelves, some of them below 0, and now and then pairs that do not count. */
function place(f: Frame, shelf: Shelf, plan: Plan, total: number): void {
  for (const part of f.r.parts(total, f.r.int(1, 5), true)) put(f, shelf, f.r.pick(plan.codes), f.r.pick(COUNTED), part);
  if (f.r.chance(0.25)) put(f, shelf, f.r.pick(plan.codes), f.r.pick(EXCLUDED), f.r.int(-5, 90));
}

/** The stock of a day inside the window: none, in one of the ways to have none, or some. */
function placeDay(f: Frame, shelf: Shelf, plan: Plan, day: number): void {
  const code = f.r.pick(plan.codes);
  if (day - f.firstDay >= plan.emptyDays) {
    put(f, shelf, code, f.r.pick(COUNTED), f.r.int(1, 40));
    return;
  }
  const way = f.r.int(0, 5);
  if (way === 1) put(f, shelf, code, 'Toko Satu', -f.r.int(1, 4));
  if (way === 2) put(f, shelf, code, 'Titipan', 25);
  if (way === 3) put(f, shelf, code, 'Gudang Box', 0);
  if (way === 4) {
    put(f, shelf, code, 'Gudang Box', 6);
    put(f, shelf, code, 'Toko Satu', -6);
  }
}

/** Snapshots of all entities, in the order in which they are accepted. */
export function stockLoads(f: Frame, plans: Plan[]): StockLoad[] {
  const { r } = f;
  const days = new Set<number>(
    f.dailyFrom === null ? [f.earlier] : Array.from({ length: f.salesTo - f.dailyFrom + 1 }, (_, i) => (f.dailyFrom ?? 0) + i),
  );
  days.add(f.earlier);
  for (let i = r.int(0, 2); i > 0; i--) days.add(r.int(f.firstDay - 2, f.salesTo));
  for (const day of f.newestStock.values()) days.add(day);
  days.add(f.asOf);

  const loads: StockLoad[] = [];
  for (const day of [...days].sort((a, b) => a - b)) {
    const shelf: Shelf = new Map();
    const isMiddle = (f.dailyFrom !== null || day !== f.earlier) && day <= f.salesTo;
    for (const plan of plans) {
      if (isMiddle) placeDay(f, shelf, plan, day);
      else place(f, shelf, plan, r.int(-10, 400));
    }
    for (const entity of STOCK_ENTITIES) {
      if (day >= (f.newestStock.get(entity) ?? 0)) continue;
      // The day of the earlier question keeps one snapshot at least.
      if (f.dailyFrom === null && r.chance(0.12) && !(entity === 'DDD' && day === f.earlier)) continue;
      put(f, shelf, 'JANGKAR', 'Toko Satu', 1, entity);
      loads.push({ entity, date: textOf(day), rows: shelf.get(entity) ?? [] });
    }
  }

  const newest: Shelf = new Map();
  for (const plan of plans) place(f, newest, plan, plan.total);
  for (const entity of STOCK_ENTITIES) {
    put(f, newest, 'JANGKAR', 'Toko Satu', 1, entity);
    const date = textOf(f.newestStock.get(entity) ?? f.asOf);
    // A snapshot that is replaced: nothing of it may stay.
    if (r.chance(0.15)) loads.push({ entity, date, rows: [{ kode_barang: 'SALAH', nama_gudang: 'Toko Satu', kuantitas: '99' }] });
    loads.push({ entity, date, rows: newest.get(entity) ?? [] });
  }
  return loads;
}
