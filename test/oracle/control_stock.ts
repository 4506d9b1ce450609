// An independent calculation of Control Stock, written from the specification's text alone: slow, exact, and sharing
// nothing with the database but the words. Whoever changes a definition has to change both.

import { type ArticleRow, articleRow, type Held, type Kind } from './article.ts';
import { dayOf, minusMonths, textOf } from './calendar.ts';
import {
  type CodeRow,
  type Company,
  linesInForce,
  SALES_ENTITIES,
  STOCK_ENTITIES,
  type StockLoad,
  snapshotsInForce,
  trim,
} from './company.ts';
import { add, type Fraction, parseDecimal, sign, sum, ZERO } from './fraction.ts';

const keyOf = (kodeMix: string, isMapped: boolean): string => JSON.stringify([kodeMix, isMapped]);

/** Article of a code: the mapped one, or the code itself. */
function articleOf(codes: Map<string, CodeRow>, kodeBarang: string): { kode_mix: string; is_mapped: boolean } {
  const code = codes.get(kodeBarang);
  return code ? { kode_mix: code.kode_mix, is_mapped: true } : { kode_mix: kodeBarang, is_mapped: false };
}

/** Kind of a warehouse that counts, or null; one that nobody mapped is a STORE. */
function warehouseOf(company: Company, entity: string, name: string): { kind: Kind; loose: boolean } | null {
  const key = trim(name).toLowerCase();
  const row = company.warehouses.find((w) => w.entity === entity && trim(w.nama_gudang).toLowerCase() === key);
  if (!row) return { kind: 'STORE', loose: false };
  return row.kind === 'OTHER' || !row.in_cover ? null : { kind: row.kind, loose: row.loose };
}

/** Newest business date, at most `asOf`, of which all three sales entities have an accepted load; null when none. */
export function salesTo(company: Company, asOf: string): string | null {
  const has = (entity: string, date: string) => company.sales.some((load) => load.entity === entity && load.date === date);
  const dates = company.sales
    .map((load) => load.date)
    .filter((date) => date <= asOf && SALES_ENTITIES.every((entity) => has(entity, date)));
  return dates.sort().at(-1) ?? null;
}

/** Days of the window on which all four entities have a snapshot, with the pairs of each article on them. */
function pairsPerDay(company: Company, codes: Map<string, CodeRow>, from: number, to: number): Map<string, Fraction>[] {
  const snapshots = snapshotsInForce(company.stock);
  const days: Map<string, Fraction>[] = [];
  for (let day = from; day <= to; day++) {
    const loads = STOCK_ENTITIES.map((entity) => snapshots.get(`${entity} ${textOf(day)}`));
    if (loads.some((load) => load === undefined)) continue;
    const pairs = new Map<string, Fraction>();
    for (const load of loads)
      for (const row of load?.rows ?? []) {
        if (!warehouseOf(company, load?.entity ?? '', row.nama_gudang)) continue;
        const { kode_mix, is_mapped } = articleOf(codes, trim(row.kode_barang));
        const key = keyOf(kode_mix, is_mapped);
        pairs.set(key, add(pairs.get(key) ?? ZERO, parseDecimal(row.kuantitas)));
      }
    days.push(pairs);
  }
  return days;
}

/**
 * Computes every row of `mart.control_stock(asked)`: as of the newest accepted snapshot of that day or before. No rows
 * when there is no such snapshot, or no sales of all three entities up to it.
 */
export function controlStock(company: Company, asked: string): ArticleRow[] {
  const newestOf = (loads: StockLoad[]) =>
    loads
      .map((load) => load.date)
      .filter((date) => date <= asked)
      .sort()
      .at(-1);
  const asOf = newestOf(company.stock);
  const to = asOf === undefined ? null : salesTo(company, asOf);
  if (asOf === undefined || to === null) return [];
  const codes = new Map(company.codes.map((code) => [code.kode_barang, code]));
  const lastDay = dayOf(to);
  const firstDay = minusMonths(lastDay, 3) + 1;

  const held = new Map<string, Held[]>();
  for (const entity of STOCK_ENTITIES) {
    const newest = newestOf(company.stock.filter((load) => load.entity === entity));
    for (const row of snapshotsInForce(company.stock).get(`${entity} ${newest}`)?.rows ?? []) {
      const warehouse = warehouseOf(company, entity, row.nama_gudang);
      if (!warehouse) continue;
      const kode_barang = trim(row.kode_barang);
      const { kode_mix, is_mapped } = articleOf(codes, kode_barang);
      const key = keyOf(kode_mix, is_mapped);
      held.set(key, [...(held.get(key) ?? []), { ...warehouse, kode_barang, pairs: parseDecimal(row.kuantitas) }]);
    }
  }

  const sold = new Map<string, { day: number; pairs: Fraction }[]>();
  for (const line of linesInForce(company.sales)) {
    const day = dayOf(line.tanggal);
    if (day > lastDay) continue;
    const { kode_mix, is_mapped } = articleOf(codes, line.kode_barang);
    const key = keyOf(kode_mix, is_mapped);
    sold.set(key, [...(sold.get(key) ?? []), { day, pairs: sum(line.rows.map((row) => parseDecimal(row.kuantitas))) }]);
  }

  const stockDays = pairsPerDay(company, codes, firstDay, lastDay);
  const active = company.codes.filter((code) => code.status === 'ACTIVE').map((code) => keyOf(code.kode_mix, true));
  const rows: ArticleRow[] = [];
  for (const key of new Set([...active, ...held.keys(), ...sold.keys()])) {
    const lines = sold.get(key) ?? [];
    const inWindow = lines.filter((line) => line.day >= firstDay);
    const total = sum((held.get(key) ?? []).map((h) => h.pairs));
    if (!active.includes(key) && sign(total) === 0 && inWindow.length === 0) continue;
    const [kodeMix, isMapped] = JSON.parse(key) as [string, boolean];
    const positive = lines.filter((line) => sign(line.pairs) > 0).map((line) => line.day);
    const firstSale = positive.length === 0 ? null : Math.min(...positive);
    const emptyDays = stockDays.filter((day) => sign(day.get(key) ?? ZERO) <= 0).length;
    rows.push(
      articleRow(company, codes, {
        kodeMix,
        isMapped,
        asOf,
        held: held.get(key) ?? [],
        total,
        emptyDays,
        firstDay,
        lastDay,
        firstSale,
        inWindow: inWindow.map((line) => line.pairs),
      }),
    );
  }
  return rows;
}
