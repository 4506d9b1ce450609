// Random companies that hit the edges of the definitions by construction. An article is planned from its figures
// (total, sold, first sale, empty days), then broken into codes, warehouses, entities, invoices and loads.

import { archetypes, emptyNearlyAlways, type Maker, type Plan } from './archetypes.ts';
import { dayOf, minusMonths, textOf } from './calendar.ts';
import { type CodeRow, type Company, DEFAULT_SETTINGS, SALES_ENTITIES, STOCK_ENTITIES, type WarehouseRow } from './company.ts';
import { salesLoads } from './generator_sales.ts';
import { stockLoads } from './generator_stock.ts';
import { type Random, random } from './random.ts';

/** A company, the reference data that stood while its loads came in, and the days to ask about. */
export interface GeneratedCompany {
  seed: number;
  company: Company;
  codesBefore: CodeRow[];
  warehousesBefore: WarehouseRow[];
  asOf: string;
  earlier: string;
}

/** The days of a company: `lagging` is the sales entity without the newest load, if any. */
export interface Frame {
  r: Random;
  asOf: number;
  salesTo: number;
  firstDay: number;
  earlier: number;
  newestSales: number;
  overlapFrom: number;
  lagging: string | null;
  /** Newest snapshot of each entity. */
  newestStock: Map<string, number>;
  warehouses: WarehouseRow[];
  /** Days of the window, counted back from its last, with a snapshot of all entities. */
  dailyFrom: number | null;
}

const ENDS = ['2026-05-31', '2026-11-30', '2024-02-29', '2028-02-29', '2026-08-31', '2025-05-31', '2025-12-31', '2026-03-31'];

function frame(r: Random, isDeep: boolean): Frame {
  const salesTo = isDeep
    ? dayOf(r.pick(['2026-08-31', '2026-08-31', '2026-05-31']))
    : r.chance(0.6)
      ? dayOf(r.pick(ENDS))
      : dayOf('2026-01-01') + r.int(0, 500);
  const lagging = r.chance(0.25) ? r.pick(SALES_ENTITIES) : null;
  const gap = r.int(1, 40);
  const earlier = lagging ? salesTo : salesTo - gap;
  const newestSales = lagging ? salesTo + gap : salesTo;
  const asOf = newestSales + (r.chance(0.7) ? 0 : r.int(1, 3));
  const newestStock = new Map(STOCK_ENTITIES.map((entity) => [entity as string, asOf]));
  if (!isDeep && r.chance(0.3)) newestStock.set(r.pick(STOCK_ENTITIES), r.chance(0.5) ? earlier : asOf - 1);
  const firstDay = minusMonths(salesTo, 3) + 1;
  return {
    r,
    asOf,
    salesTo,
    firstDay,
    earlier,
    newestSales,
    overlapFrom: earlier + 1 - r.int(0, 7),
    lagging,
    newestStock,
    warehouses: warehouses(r),
    dailyFrom: isDeep ? (r.chance(0.8) ? firstDay : salesTo - r.int(20, 88)) : null,
  };
}

function warehouses(r: Random): WarehouseRow[] {
  return STOCK_ENTITIES.flatMap((entity) => {
    const row = (nama_gudang: string, kind: WarehouseRow['kind'], loose = false, in_cover = true): WarehouseRow => ({
      entity,
      nama_gudang,
      kind,
      loose,
      in_cover,
    });
    return [
      row('Gudang Lantai', 'WHS'),
      row('Gudang Box', 'WHB', r.chance(0.1)),
      row('Gudang Eceran', r.pick(['WHS', 'WHB'] as const), true),
      row('Toko Satu', 'STORE'),
      row('Rusak', 'OTHER'),
      row('Titipan', r.pick(['WHS', 'STORE'] as const), false, false),
    ];
  });
}

/** Reference data as it stood before: codes that were mapped later, elsewhere or no more; warehouses likewise. */
function before(r: Random, company: Company, planned: Plan[]): Pick<GeneratedCompany, 'codesBefore' | 'warehousesBefore'> {
  const mixes = company.codes.map((code) => code.kode_mix);
  const codesBefore = company.codes.flatMap((code): CodeRow[] => {
    if (r.chance(0.06)) return [];
    if (r.chance(0.06)) return [{ ...code, kode_mix: r.chance(0.5) ? `OLD-${code.kode_mix}` : r.pick(mixes) }];
    if (r.chance(0.04)) return [{ ...code, tier: r.pick([null, 1, 8]), status: 'ACTIVE', gender: r.pick([null, 'MEN']) }];
    return [code];
  });
  for (const plan of planned.filter((p) => !p.isMapped))
    for (const kode_barang of plan.codes)
      if (r.chance(0.2) && codesBefore.every((code) => code.kode_barang !== kode_barang))
        codesBefore.push({
          kode_barang,
          kode: 'GONE',
          kode_mix: r.pick([...mixes, 'GONE']),
          name: null,
          tier: 3,
          gender: null,
          series: null,
          status: 'ACTIVE',
        });
  const warehousesBefore = company.warehouses.flatMap((row): WarehouseRow[] => {
    if (r.chance(0.04)) return [];
    if (r.chance(0.04))
      return [{ ...row, kind: r.pick(['WHS', 'WHB', 'STORE', 'OTHER'] as const), loose: r.chance(0.3), in_cover: r.chance(0.7) }];
    return [row];
  });
  return { codesBefore, warehousesBefore };
}

/** Makes company number `seed`. Deep ones have a snapshot of all entities on (nearly) every day of the window. */
export function generate(seed: number, isDeep = seed % 60 === 0): GeneratedCompany {
  const r = random(seed);
  const days = frame(r, isDeep);
  const makers = Object.values(archetypes);
  const { emptyAlways, emptyHalf } = archetypes;
  // In turn and not by chance: only deep companies can hit what these are there for, and they cost as much as six others.
  const rare: Maker[] = [emptyAlways, emptyNearlyAlways(87), emptyNearlyAlways(90), emptyHalf];
  const count = isDeep ? 24 : r.int(10, 18);
  const company: Company = {
    codes: [],
    prices: [],
    warehouses: days.warehouses,
    orders: [],
    notes: [],
    stock: [],
    sales: [],
    // Every tenth company has thresholds of its own.
    settings: seed % 10 === 5 ? { mustPoMonths: 2, overstockMonths: 7, boxPairs: 10, newDays: 35 } : DEFAULT_SETTINGS,
  };
  const planned = Array.from({ length: count }, (_, i) =>
    (isDeep && i % 2 === 0 ? rare[(i / 2) % rare.length]! : r.pick(makers))(days, `A${i}`),
  );
  for (const plan of planned) reference(r, company, plan, days);
  company.stock = stockLoads(days, planned);
  company.sales = salesLoads(days, planned);
  // Now and then a day between two snapshots is asked about.
  const asked = r.chance(0.7) ? days.earlier : Math.min(days.earlier + r.int(1, 3), days.asOf - 1);
  return { seed, company, ...before(r, company, planned), asOf: textOf(days.asOf), earlier: textOf(asked) };
}

/** Codes, prices, orders and notes of one planned article. */
function reference(r: Random, company: Company, plan: Plan, days: Frame): void {
  const disagree = r.chance(0.3);
  const one = <T>(values: readonly T[]) => {
    const fixed = r.pick(values);
    return () => (disagree ? r.pick(values) : fixed);
  };
  const tier = one([0, 1, 2, 3, 4, 5, 8, null]);
  const gender = one(['LADIES', 'MEN', 'BABY', 'BOYS', 'GIRLS', null]);
  const series = one(['CLASSIC', 'Élan', 'classic', 'ZEBRA', null]);
  const name = one([`${plan.kodeMix} SATU`, `${plan.kodeMix} dua`, null]);
  if (!plan.isMapped) return;
  plan.codes.forEach((kode_barang, i) => {
    const kode = `${plan.kodeMix}-V${i % 2}`;
    const status = plan.isActive ? (i === 0 || r.chance(0.8) ? 'ACTIVE' : 'DISCONTINUED') : r.pick(['DISCONTINUED', 'INACTIVE']);
    company.codes.push({
      kode_barang,
      kode,
      kode_mix: plan.kodeMix,
      name: name(),
      tier: tier(),
      gender: gender(),
      series: series(),
      status,
    });
    if (company.prices.every((price) => price.kode !== kode) && r.chance(0.85))
      company.prices.push({ kode, harga_beli: r.chance(0.1) ? null : `${r.int(20, 200)}${r.pick(['000', '500.50', '999.99'])}` });
  });
  for (const [i, ordered] of plan.orders.entries())
    company.orders.push({
      kode_mix: plan.kodeMix,
      tgl_po: textOf(days.asOf - r.int(0, 60)),
      row_no: i + 1,
      ordered: r.parts(ordered, r.int(1, 6), false).map(String),
      received: r.chance(0.5) ? [] : [String(r.int(0, ordered)), String(r.chance(0.2) ? ordered : 0)],
      status_po: r.pick([null, null, 'OPEN', 'SELESAI', 'BATAL', ' selesai ']),
    });
  for (const kind of plan.notes)
    company.notes.push({
      kode_mix: plan.kodeMix,
      kind,
      until_on: r.pick([null, textOf(days.asOf), textOf(days.asOf - 1), textOf(days.asOf + 30), textOf(days.earlier)]),
    });
}
