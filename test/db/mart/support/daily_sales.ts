// The daily sales report from plain rows: nothing here reads the database or knows how it goes about it.
import type { Random } from '../../../oracle/random.ts';
import { storeOf } from './figures.ts';
import type { Sale, ShopCompany } from './shops.ts';

export interface DayFigure {
  period: string;
  branch: string | null;
  line_count: number;
  transaction_count: number;
  pairs_qty: number;
  return_count: number;
  return_amount: number;
  sales_amount: number;
  average_amount: number | null;
  target_amount: number | null;
  achievement_pct: number | null;
  is_on_track: boolean | null;
  stores_without_target: number;
}

const add = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** Invoices of several lines, over branches and entities, some with returned pairs: what the general companies have too few of. */
export function addTill(c: ShopCompany, r: Random): void {
  const month = c.asOf.slice(0, 8);
  const taken = new Set<string>();
  for (let n = r.int(0, 25); n > 0; n--) {
    const entity = r.pick(['DDD', 'MBB', 'UBB']);
    const day = r.chance(0.5) ? c.asOf : `${month}${String(r.int(1, Number(c.asOf.slice(8)))).padStart(2, '0')}`;
    // The same number at two companies is two invoices.
    const nomor_invoice = `N-${day}-${r.int(1, 4)}`;
    const kode_produk = r.pick(c.codes.length > 0 ? c.codes.map((k) => k.kode_barang) : ['X1', 'X2']);
    if (taken.has(`${entity} ${nomor_invoice} ${kode_produk}`)) continue;
    taken.add(`${entity} ${nomor_invoice} ${kode_produk}`);
    const pairs = r.pick([1, 1, 2, 3, -1, -2]);
    const sale: Sale = {
      entity,
      tanggal: day,
      nomor_invoice,
      kode_produk,
      kuantitas: pairs,
      total_harga: pairs * r.pick([100_000, 149_900, 1_000_000]),
      nama_gudang: r.pick([...c.houses.filter((h) => h.entity === entity).map((h) => h.nama_gudang), null]),
      nama_departemen: r.pick(['Toko Satu', 'entah', null]),
    };
    c.sales.push(sale);
  }
}

export function dailySales(c: ShopCompany, onTrackPct: number): DayFigure[] {
  const month = c.asOf.slice(0, 7);
  const dayNo = Number(c.asOf.slice(8));
  const days = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
  const branchOf = (store: string): string => c.shops.find((s) => s.store_code === store)?.branch ?? 'TANPA CABANG';
  const inMonth = c.sales
    .filter((s) => s.tanggal.startsWith(month) && s.tanggal <= c.asOf)
    .map((s) => ({ ...s, store: storeOf(c, s), branch: branchOf(storeOf(c, s)) }));
  const shops = [...c.shops.map((s) => s.store_code), 'TANPA TOKO'].flatMap((store) => {
    const shop = c.shops.find((s) => s.store_code === store);
    const isOpen = shop !== undefined && (shop.opened_on ?? c.asOf) <= c.asOf && (shop.closed_on ?? c.asOf) >= `${month}-01`;
    const own = c.targets.find((t) => t.store_code === store && t.month === `${month}-01`)?.amount;
    const target = own ?? (isOpen ? (shop?.monthly_target ?? null) : null);
    return target === null && !inMonth.some((s) => s.store === store) ? [] : [{ branch: branchOf(store), target }];
  });
  const branches: (string | null)[] = [...new Set(shops.map((s) => s.branch)), null];
  return (['hari', 'bulan'] as const).flatMap((period) =>
    branches.map((branch): DayFigure => {
      const rows = inMonth.filter((s) => (period === 'bulan' || s.tanggal === c.asOf) && (branch === null || s.branch === branch));
      const mine = shops.filter((s) => branch === null || s.branch === branch);
      const targets = mine.flatMap((s) => (s.target === null ? [] : [s.target]));
      const passed = period === 'hari' ? 1 : dayNo;
      const target = targets.length === 0 ? null : (add(targets) * passed) / days;
      const sales = add(rows.map((s) => s.total_harga));
      const count = (isReturn: boolean): number =>
        new Set(rows.filter((s) => (isReturn ? s.kuantitas < 0 : s.kuantitas > 0)).map((s) => `${s.entity} ${s.nomor_invoice}`)).size;
      return {
        period,
        branch,
        line_count: rows.length,
        transaction_count: count(false),
        pairs_qty: add(rows.map((s) => s.kuantitas)),
        return_count: count(true),
        return_amount: 0 - add(rows.filter((s) => s.kuantitas < 0).map((s) => s.total_harga)),
        sales_amount: sales,
        average_amount: count(false) === 0 ? null : sales / count(false),
        target_amount: target,
        achievement_pct: target === null || target === 0 ? null : (sales * 100) / target,
        is_on_track: target === null || target === 0 ? null : sales * 100 * days >= onTrackPct * add(targets) * passed,
        stores_without_target: mine.length - targets.length,
      };
    }),
  );
}
