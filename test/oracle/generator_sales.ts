// Breaks planned articles into invoice lines and loads: what the newest load says is the truth, and earlier loads of
// the same days told another story (larger, missing or since vanished invoices).

import type { Plan } from './archetypes.ts';
import { textOf } from './calendar.ts';
import { SALES_ENTITIES, type SalesLoad, type SalesRow } from './company.ts';
import type { Frame } from './generator.ts';

const HISTORY_DAYS = 420;

interface Told {
  entity: string;
  day: number;
  row: SalesRow;
}

function lines(f: Frame, plan: Plan): Told[] {
  const { r } = f;
  return plan.sales.flatMap(({ day, pairs, invoice }): Told[] => {
    const entities = SALES_ENTITIES.filter((entity) => entity !== f.lagging || day <= f.salesTo);
    if (day > f.newestSales) return [];
    const entity = invoice === undefined ? r.pick(entities) : 'DDD';
    const code = invoice === undefined ? r.pick(plan.codes) : (plan.codes[0] ?? '');
    const number = invoice ?? `${pairs < 0 && r.chance(0.7) ? 'SR' : 'INV'}-${textOf(day)}-${r.int(0, 2)}`;
    const price = r.int(50, 300) * 1000;
    const line = (kuantitas: number): Told => ({
      entity,
      day,
      row: {
        tanggal: textOf(day),
        nomor_invoice: number,
        kode_produk: r.chance(0.95) ? code : `${code} `,
        kuantitas: String(kuantitas),
        total_harga: String(kuantitas * price),
        nama_gudang: r.pick(['Toko Satu', 'TOKO SATU', 'Gudang Lantai', 'Gudang Tak Dikenal', null]),
        nama_departemen: r.pick(['Toko Satu', 'Kantor', null]),
      },
    });
    if (Math.abs(pairs) < 2 || pairs % 2 !== 0 || r.chance(0.6)) return [line(pairs)];
    const half = line(pairs / 2);
    return [half, structuredClone(half)];
  });
}

/** What an earlier load told about a line that has changed since. */
function outdated(f: Frame, told: Told): Told[] {
  const { r } = f;
  const other = { ...told, row: { ...told.row, kuantitas: String(Number(told.row.kuantitas) + r.int(1, 9)) } };
  const vanished = { ...told, row: { ...told.row, nomor_invoice: `BATAL-${told.row.nomor_invoice}`, kuantitas: '11' } };
  return r.pick([[told], [], [other], [told, vanished]]);
}

/** Sales loads of the three entities, in the order in which they are accepted. */
export function salesLoads(f: Frame, plans: Plan[]): SalesLoad[] {
  const { r } = f;
  const truth = plans.flatMap((plan) => lines(f, plan));
  const changed = r.pick(plans);
  return SALES_ENTITIES.flatMap((entity): SalesLoad[] => {
    const own = truth.filter((told) => told.entity === entity);
    const isLagging = entity === f.lagging;
    const first: SalesLoad = {
      entity,
      date: textOf(f.earlier),
      coversFrom: textOf(f.firstDay - HISTORY_DAYS),
      coversTo: textOf(f.earlier),
      rows: own
        .filter((told) => told.day <= f.earlier)
        .flatMap((told) => (isLagging || told.day < f.overlapFrom ? [told] : outdated(f, told)))
        .map((told) => told.row),
    };
    if (isLagging) return [first];
    if (f.overlapFrom <= f.earlier && r.chance(0.5)) {
      const day = textOf(r.int(f.overlapFrom, f.earlier));
      const row = { tanggal: day, nomor_invoice: 'DICABUT-1', kode_produk: r.pick(changed.codes), kuantitas: '30', total_harga: '1' };
      first.rows.push({ ...row, nama_gudang: null, nama_departemen: null });
    }
    const second: SalesLoad = {
      entity,
      date: textOf(f.newestSales),
      coversFrom: textOf(f.overlapFrom),
      coversTo: textOf(f.newestSales),
      rows: own.filter((told) => told.day >= f.overlapFrom).map((told) => told.row),
    };
    if (r.chance(0.15)) return [first, { ...second, rows: second.rows.slice(1) }, second];
    return r.chance(0.1) ? [second, first] : [first, second];
  });
}
