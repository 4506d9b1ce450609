// Random small companies with shops, capacities, targets and orders, as plain rows. They hit the edges by construction:
// no target, target 0, closed shops, returns alone, sales without a shop, capacities of 0, articles at the very border.
import { dayOf, minusMonths, textOf } from '../../../oracle/calendar.ts';
import { prepare, type Session } from '../../../oracle/database.ts';
import { type Random, random } from '../../../oracle/random.ts';

export interface Shop {
  store_code: string;
  name: string;
  branch: string | null;
  monthly_target: number | null;
  opened_on: string | null;
  closed_on: string | null;
}
export interface House {
  entity: string;
  nama_gudang: string;
  kind: 'WHS' | 'WHB' | 'STORE' | 'OTHER';
  store_code: string | null;
  loose: boolean;
  in_cover: boolean;
}
export interface Code {
  kode_barang: string;
  kode: string;
  kode_mix: string;
  name: string;
  tier: number | null;
  series: string | null;
  status: string;
}
export interface Sale {
  entity: string;
  tanggal: string;
  nomor_invoice: string;
  kode_produk: string;
  kuantitas: number;
  total_harga: number;
  nama_gudang: string | null;
  nama_departemen: string | null;
}
export interface Stock {
  entity: string;
  kode_barang: string;
  nama_gudang: string;
  kuantitas: number;
}
export interface Order {
  kode_mix: string;
  tgl_po: string;
  row_no: number;
  tier: number | null;
  status_po: string | null;
  ordered: (number | null)[];
  received: (number | null)[];
}
export interface ShopCompany {
  seed: number;
  asOf: string;
  salesFrom: string;
  shops: Shop[];
  houses: House[];
  codes: Code[];
  sales: Sale[];
  stock: Stock[];
  orders: Order[];
  targets: { store_code: string; month: string; amount: number }[];
  capacity: { store_code: string; max_display: number | null; storage: number | null }[];
  counts: { store_code: string; on_date: string; ff_pct: number | null; fb_pct: number | null; source: string }[];
}

const DAYS = ['2026-02-28', '2024-02-29', '2024-02-28', '2026-05-31', '2026-03-01', '2026-07-17', '2025-12-31'];
const ENTITIES = ['DDD', 'LJBB', 'MBB', 'UBB'];
const SELLERS = ['DDD', 'MBB', 'UBB'];

function shopsOf(r: Random, asOf: string): Pick<ShopCompany, 'shops' | 'houses' | 'targets' | 'capacity' | 'counts'> {
  const month = `${asOf.slice(0, 7)}-01`;
  const day = dayOf(asOf);
  const shops = Array.from(
    { length: r.int(2, 6) },
    (_, i): Shop => ({
      store_code: `S${i}`,
      name: `Toko ${i}`,
      branch: r.pick(['BALI', 'BALI', 'JAWA', null]),
      monthly_target: r.pick([null, 0, 31_000_000, 7_000_001]),
      opened_on: r.pick([null, null, '2020-01-01', '2020-01-01', textOf(day), textOf(day + 1)]),
      closed_on: r.pick([null, null, null, null, textOf(day), textOf(day - 1), textOf(dayOf(month) - 1)]),
    }),
  );
  const houses = [
    ...shops.flatMap((s, i) =>
      (['WHS', 'WHB', 'STORE', 'OTHER'] as const)
        .filter(() => r.chance(0.7))
        .map(
          (kind): House => ({
            entity: ENTITIES[(i + r.int(0, 3)) % 4]!,
            nama_gudang: `${kind} ${s.store_code}`,
            kind,
            store_code: s.store_code,
            loose: r.chance(0.25),
            in_cover: r.chance(0.85),
          }),
        ),
    ),
    ...ENTITIES.map((entity): House => ({ entity, nama_gudang: 'PUSAT', kind: 'WHB', store_code: null, loose: false, in_cover: true })),
  ];
  return {
    shops,
    houses,
    targets: shops
      .filter(() => r.chance(0.6))
      .flatMap((s) => [
        { store_code: s.store_code, month, amount: r.pick([0, 10_000_000, 33_333_333]) },
        { store_code: s.store_code, month: textOf(minusMonths(dayOf(month), 1)), amount: 5 },
      ]),
    capacity: shops
      .filter(() => r.chance(0.8))
      .map((s) => ({ store_code: s.store_code, max_display: r.pick([null, 0, 10, 60, 400]), storage: r.pick([null, 0, 24, 120, 1200]) })),
    counts: shops
      .filter(() => r.chance(0.6))
      .map((s) => ({
        store_code: s.store_code,
        on_date: textOf(day - r.pick([0, 0, 1])),
        ff_pct: r.pick([null, 0, 55.5]),
        fb_pct: r.pick([null, 100]),
        source: 'Sheet',
      })),
  };
}

/** Pairs sold in the third month back, the second and the last: what risk flags are made of. */
const PATTERNS: readonly (readonly [number, number, number])[] = [
  [40, 50, 60],
  [40, 50, 59],
  [50, 50, 40],
  [50, 50, 41],
  [0, 0, 80],
  [30, 10, 90],
  [90, 60, 10],
  [0, 0, 0],
  [5, 5, -20],
  [0, 20, 30],
  [20, -5, 40],
];

export function makeCompany(seed: number): ShopCompany {
  const r = random(seed + 90_000);
  const asOf = r.pick(DAYS);
  const day = dayOf(asOf);
  const base = shopsOf(r, asOf);
  const starts = [3, 2, 1, 0].map((n) => minusMonths(day, n) + 1);
  const codes: Code[] = [];
  const sales: Sale[] = [];
  const stock: Stock[] = [];
  const orders: Order[] = [];
  let invoice = 0;
  const houseOf = (entity: string): House => r.pick(base.houses.filter((h) => h.entity === entity));
  for (let i = 0; i < r.int(4, 9); i++) {
    const kode_mix = `M${i}`;
    const isMapped = i > 0 || r.chance(0.7);
    const sizes = isMapped ? Array.from({ length: r.int(1, 3) }, (_, n) => `M${i}-${n}`) : [kode_mix];
    const status = r.pick(['ACTIVE', 'ACTIVE', 'INACTIVE']);
    const series = r.pick(['CLASSIC', 'SLIDE', null]);
    if (isMapped)
      for (const kode_barang of sizes)
        codes.push({ kode_barang, kode: kode_mix, kode_mix, name: `Artikel ${i}`, tier: r.pick([0, 1, 2, 8, null]), series, status });
    const tier = codes.filter((c) => c.kode_mix === kode_mix)[0]?.tier ?? null;
    for (const c of codes) if (c.kode_mix === kode_mix) c.tier = tier;

    // Exactly nine months of cover, and falling: no risk yet.
    const isBorder = r.chance(0.15);
    const pattern = isBorder ? ([50, 50, 40] as const) : r.pick(PATTERNS);
    if (isBorder || r.chance(0.5)) sell(minusMonths(day, 3) - r.int(1, 20), 7); // sold before the window: not new
    pattern.forEach((pairs, n) => {
      if (pairs === 0) return;
      const parts = pairs < 0 ? [pairs] : r.parts(pairs, r.int(1, 3), false).filter((p) => p !== 0);
      for (const part of parts) sell(r.int(starts[n]!, starts[n + 1]! - 1), part);
    });
    if (r.chance(0.3)) {
      const at = r.int(starts[2]!, day); // a sale and its return: nothing in the sum
      sell(at, 3);
      sell(at, -3);
    }
    const sold = pattern.reduce((a, b) => a + b, 0);
    if (isBorder) {
      stock.push({ entity: 'LJBB', kode_barang: sizes[0]!, nama_gudang: 'PUSAT', kuantitas: 420 });
      continue;
    }
    const total = r.pick([Math.floor(sold / 2), Math.floor(sold / 2) - 1, sold * 3, sold * 3 + 1, r.int(0, 40), 600, -4, 0]);
    let rest = total;
    while (rest !== 0) {
      const part = Math.abs(rest) < 12 || r.chance(0.4) ? rest : Math.trunc(rest / 2);
      const entity = r.pick(ENTITIES);
      stock.push({ entity, kode_barang: r.pick(sizes), nama_gudang: houseOf(entity).nama_gudang, kuantitas: part });
      rest -= part;
    }
    for (let n = 1; n <= r.int(0, 2); n++)
      orders.push({
        kode_mix: r.pick([kode_mix, kode_mix, `TAK-ADA-${i}`]),
        tgl_po: asOf,
        row_no: orders.length + 1,
        tier: r.pick([null, 1, 5]),
        status_po: r.pick([null, 'SELESAI', ' batal ', 'PROSES']),
        ordered: r.pick([[null], [120], [60, null, 60], [0]]),
        received: r.pick([[null], [60], [130], [10, 20, null, 30]]),
      });

    function sell(on: number, pairs: number): void {
      const entity = r.pick(SELLERS);
      const where = r.pick([houseOf(entity).nama_gudang, houseOf(entity).nama_gudang, null]);
      sales.push({
        entity,
        tanggal: textOf(on),
        nomor_invoice: `${pairs < 0 ? 'RT' : 'INV'}-${++invoice}`,
        kode_produk: r.pick(sizes),
        kuantitas: pairs,
        total_harga: pairs * r.pick([100_000, 149_900, 99_999.5]),
        nama_gudang: where,
        nama_departemen: r.pick(['Toko Satu', 'entah', null]),
      });
    }
  }
  return { seed, asOf, salesFrom: textOf(day - 130), ...base, codes, sales, stock, orders };
}

/** Sums lines of one code and warehouse: a snapshot has one row for them. */
function summed(stock: readonly Stock[]): Stock[] {
  const rows = new Map<string, Stock>();
  for (const s of stock) {
    const key = `${s.kode_barang} ${s.nama_gudang}`;
    rows.set(key, { ...s, kuantitas: (rows.get(key)?.kuantitas ?? 0) + s.kuantitas });
  }
  return [...rows.values()].filter((s) => s.kuantitas !== 0);
}

const TABLES = {
  store: 'store_code, name, branch, monthly_target, opened_on, closed_on',
  warehouse: 'entity, nama_gudang, kind, store_code, loose, in_cover',
  kodemix: 'kode_barang, kode, kode_mix, name, tier, series, status',
  sales_target: 'store_code, month, amount',
  stock_capacity: 'store_code, max_display, storage',
  store_ff_fb: 'store_code, on_date, ff_pct, fb_pct, source',
  name_alias: 'source, name, canonical_name',
} as const;

export async function insertRows(session: Session, table: keyof typeof TABLES, rows: readonly object[]): Promise<void> {
  const columns = TABLES[table];
  await session.query(
    `insert into portal.${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::portal.${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}

/** Makes the session ready; once per session. */
export const prepareShops = prepare;

/** Brings the company into the database by the path that every load takes. */
export async function storeCompany(session: Session, c: ShopCompany): Promise<void> {
  await session.query(`select util.clock_set(($1::date + 1 + time '05:00') at time zone 'Asia/Jakarta')`, [c.asOf]);
  await session.query('update raw.load_checks set is_enabled = false');
  await insertRows(session, 'store', c.shops);
  await insertRows(session, 'warehouse', c.houses);
  await insertRows(session, 'kodemix', c.codes);
  await insertRows(session, 'name_alias', [{ source: 'accurate', name: 'Toko Satu', canonical_name: 'S1' }]);
  await insertRows(session, 'sales_target', c.targets);
  await insertRows(session, 'stock_capacity', c.capacity);
  await insertRows(session, 'store_ff_fb', c.counts);
  for (const o of c.orders)
    await session.query(
      `insert into portal.purchase_orders_manual (kode_mix, tgl_po, row_no, tier, status_po, po_1, po_2, po_3, received_1, received_2, received_3, received_4)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        o.kode_mix,
        o.tgl_po,
        o.row_no,
        o.tier,
        o.status_po,
        ...[0, 1, 2].map((i) => o.ordered[i] ?? null),
        ...[0, 1, 2, 3].map((i) => o.received[i] ?? null),
      ],
    );
  const stock = ENTITIES.map((entity) => ({
    kind: 'stock',
    entity,
    date: c.asOf,
    from: c.asOf,
    to: c.asOf,
    rows: summed(c.stock.filter((s) => s.entity === entity)),
  }));
  const sales = SELLERS.map((entity) => ({
    kind: 'sales',
    entity,
    date: c.asOf,
    from: c.salesFrom,
    to: c.asOf,
    rows: c.sales.filter((s) => s.entity === entity),
  }));
  await session.query('select pg_temp.load_all($1)', [JSON.stringify([...stock, ...sales])]);
}
