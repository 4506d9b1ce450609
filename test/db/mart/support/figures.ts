// The views of the company, worked out from its plain rows. Nothing of ours is used but the calendar of the oracle.
import { dayOf, minusMonths, textOf } from '../../../oracle/calendar.ts';
import type { ShopCompany } from './shops.ts';

export type Figure = Record<string, string | number | null>;

const sum = <T>(rows: readonly T[], of: (row: T) => number): number => rows.reduce((total, row) => total + of(row), 0);
const share = (part: number, whole: number): number | null => (whole === 0 ? null : (part * 100) / whole);
const total = (parts: readonly (number | null)[]): number => sum(parts, (p) => p ?? 0);

function groups<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const row of rows) found.set(key(row), [...(found.get(key(row)) ?? []), row]);
  return found;
}

const houseOf = (c: ShopCompany, entity: string, name: string | null) =>
  c.houses.find((h) => h.entity === entity && h.nama_gudang === name);
const articleOf = (c: ShopCompany, code: string): string => c.codes.find((k) => k.kode_barang === code)?.kode_mix ?? code;
const isMapped = (c: ShopCompany, article: string): boolean => c.codes.some((k) => k.kode_mix === article);

export function storeOf(c: ShopCompany, s: ShopCompany['sales'][number]): string {
  return houseOf(c, s.entity, s.nama_gudang)?.store_code ?? (s.nama_departemen === 'Toko Satu' ? 'S1' : 'TANPA TOKO');
}

export function salesToTarget(c: ShopCompany): Figure[] {
  const month = c.asOf.slice(0, 7);
  const day = Number(c.asOf.slice(8));
  const days = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
  const sold = c.sales.filter((s) => s.tanggal.startsWith(month));
  const line = (
    level: string,
    branch: string | null,
    store: string | null,
    shops: readonly { amount: number; pairs: number; target: number | null }[],
  ): Figure => {
    const known = shops.filter((s) => s.target !== null);
    const target = known.length === 0 ? null : sum(known, (s) => s.target ?? 0);
    const amount = sum(shops, (s) => s.amount);
    return {
      level,
      branch,
      store_code: store,
      pairs_qty: sum(shops, (s) => s.pairs),
      sales_amount: amount,
      target_amount: target,
      target_to_date: target === null ? null : (target * day) / days,
      achievement_pct: target === null ? null : share(amount, (target * day) / days),
      stores_without_target: shops.length - known.length,
      days_missing: 0,
    };
  };
  const shops = [...c.shops, { store_code: 'TANPA TOKO', branch: null, monthly_target: null, opened_on: null, closed_on: null }].flatMap(
    (s) => {
      const mine = sold.filter((x) => storeOf(c, x) === s.store_code);
      const isOpen = (s.opened_on ?? c.asOf) <= c.asOf && (s.closed_on ?? c.asOf) >= `${month}-01`;
      const target =
        c.targets.find((t) => t.store_code === s.store_code && t.month === `${month}-01`)?.amount ?? (isOpen ? s.monthly_target : null);
      if (mine.length === 0 && target === null) return [];
      return [
        {
          code: s.store_code,
          branch: s.branch ?? 'TANPA CABANG',
          amount: sum(mine, (x) => x.total_harga),
          pairs: sum(mine, (x) => x.kuantitas),
          target,
        },
      ];
    },
  );
  return [
    ...shops.map((s) => line('toko', s.branch, s.code, [s])),
    ...[...groups(shops, (s) => s.branch)].map(([branch, all]) => line('cabang', branch, null, all)),
    ...(shops.length === 0 ? [] : [line('semua', null, null, shops)]),
  ];
}

export function fullFloorAndBox(c: ShopCompany): Figure[] {
  return c.capacity.flatMap((cap): Figure[] => {
    const shop = c.shops.find((s) => s.store_code === cap.store_code)!;
    if ((shop.opened_on ?? c.asOf) > c.asOf || (shop.closed_on ?? c.asOf) < c.asOf) return [];
    const held = c.stock.flatMap((s) => {
      const house = houseOf(c, s.entity, s.nama_gudang)!;
      return house.store_code === shop.store_code && house.kind !== 'OTHER' && house.in_cover
        ? [{ ...s, house, article: articleOf(c, s.kode_barang) }]
        : [];
    });
    const floor = Math.max(
      0,
      sum(
        held.filter((h) => h.house.kind !== 'WHB'),
        (h) => h.kuantitas,
      ),
    );
    const boxes = [
      ...groups(
        held.filter((h) => !h.house.loose),
        (h) => `${h.house.kind} ${h.article}`,
      ).values(),
    ].map((g) => Math.max(0, Math.floor(sum(g, (h) => h.kuantitas) / 12)));
    const box = 12 * total(boxes);
    const manual = c.counts.find((m) => m.store_code === shop.store_code && m.on_date === c.asOf);
    const computed = (pairs: number, room: number | null): number | null =>
      room === null || room === 0 ? null : Math.min(100, (pairs * 100) / room);
    const pick = (counted: number | null | undefined, pairs: number, room: number | null): [number | null, string | null] =>
      counted !== null && counted !== undefined
        ? [counted, 'manual']
        : [computed(pairs, room), computed(pairs, room) === null ? null : 'computed'];
    const [ff, ffSource] = pick(manual?.ff_pct, floor, cap.max_display);
    const [fb, fbSource] = pick(manual?.fb_pct, box, cap.storage);
    return [
      { store_code: shop.store_code, ff_pct: ff, ff_source: ffSource, fb_pct: fb, fb_source: fbSource, floor_pairs: floor, box_pairs: box },
    ];
  });
}

export function poCompletion(c: ShopCompany): Figure[] {
  const lines = c.orders.map((o) => {
    const ordered = total(o.ordered);
    const received = total(o.received);
    const state = (o.status_po ?? '').trim().toUpperCase();
    const left = Math.max(0, ordered - received);
    const tier = c.codes.find((k) => k.kode_mix === o.kode_mix)?.tier ?? null;
    return { tier, ordered, received, open: ['SELESAI', 'BATAL'].includes(state) ? 0 : left, dropped: state === 'BATAL' ? left : 0 };
  });
  const line = (level: string, label: string, all: typeof lines): Figure => ({
    level,
    label,
    line_count: all.length,
    ordered_pairs: sum(all, (o) => o.ordered),
    received_pairs: sum(all, (o) => o.received),
    open_pairs: sum(all, (o) => o.open),
    cancelled_pairs: sum(all, (o) => o.dropped),
    completion_pct: share(
      sum(all, (o) => o.received),
      sum(all, (o) => o.ordered),
    ),
  });
  return lines.length === 0
    ? []
    : [
        ...[...groups(lines, (o) => String(o.tier))].map(([tier, all]) => line('tier', tier === 'null' ? 'UNMAPPED' : `Tier ${tier}`, all)),
        line('semua', 'SEMUA', lines),
      ];
}

interface Article {
  article: string;
  mapped: boolean;
  isActive: boolean;
  series: string;
  lines: ShopCompany['sales'];
}

function articles(c: ShopCompany): Article[] {
  const names = new Set([
    ...c.codes.map((k) => k.kode_mix),
    ...c.stock.map((s) => articleOf(c, s.kode_barang)),
    ...c.sales.map((s) => articleOf(c, s.kode_produk)),
  ]);
  return [...names].map((article) => ({
    article,
    mapped: isMapped(c, article),
    isActive: c.codes.some((k) => k.kode_mix === article && k.status === 'ACTIVE'),
    series: c.codes.find((k) => k.kode_mix === article)?.series ?? 'TANPA SERI',
    lines: c.sales.filter((s) => articleOf(c, s.kode_produk) === article),
  }));
}

export function productPerformance(c: ShopCompany): Figure[] {
  const from = textOf(dayOf(c.asOf) - 27);
  const rows = articles(c).flatMap((a) => {
    const lines = a.lines.filter((s) => s.tanggal >= from);
    return a.isActive || lines.length > 0
      ? [{ ...a, pairs: sum(lines, (s) => s.kuantitas), revenue: sum(lines, (s) => s.total_harga) }]
      : [];
  });
  const better = (a: (typeof rows)[number], b: (typeof rows)[number]): number =>
    b.revenue - a.revenue || b.pairs - a.pairs || (a.article < b.article ? -1 : 1);
  const all = [...rows].sort(better);
  return all.map((a, i) => {
    const series = all.filter((x) => x.series === a.series);
    const top = series.indexOf(a) + 1;
    const bottom = series.length - top + 1;
    const standing = top <= 5 && top <= bottom ? 'top' : bottom <= 5 ? 'bottom' : null;
    return {
      kode_mix: a.article,
      series: a.series,
      pairs_qty: a.pairs,
      revenue_amount: a.revenue,
      revenue_rank: i + 1,
      series_rank: top,
      series_rank_from_bottom: bottom,
      series_share_pct: share(
        a.revenue,
        sum(series, (x) => x.revenue),
      ),
      standing,
      sales_from: from,
    };
  });
}

export function riskFlags(c: ShopCompany): Figure[] {
  const day = dayOf(c.asOf);
  const [from3, from2, from1] = [3, 2, 1].map((n) => textOf(minusMonths(day, n) + 1)) as [string, string, string];
  return articles(c).flatMap((a): Figure[] => {
    const sold = sum(
      a.lines.filter((s) => s.tanggal >= from3),
      (s) => s.kuantitas,
    );
    const last = sum(
      a.lines.filter((s) => s.tanggal >= from1),
      (s) => s.kuantitas,
    );
    const before = sum(
      a.lines.filter((s) => s.tanggal >= from2 && s.tanggal < from1),
      (s) => s.kuantitas,
    );
    const first = a.lines
      .filter((s) => s.kuantitas > 0)
      .map((s) => s.tanggal)
      .sort()[0];
    if (before <= 0 || sold <= 0 || first === undefined) return [];
    const pairs = sum(
      c.stock.filter(
        (s) =>
          articleOf(c, s.kode_barang) === a.article &&
          houseOf(c, s.entity, s.nama_gudang)!.kind !== 'OTHER' &&
          houseOf(c, s.entity, s.nama_gudang)!.in_cover,
      ),
      (s) => s.kuantitas,
    );
    const age = day - dayOf(first) + 1;
    const isNew = first >= from3;
    if (pairs >= 0 && age < 28) return [];
    // 30.4375 = 487 ÷ 16: whole numbers on both sides.
    const [stock, sales] = isNew ? [pairs * age * 16, sold * 487] : [pairs * 3 * 16, sold * 16];
    const risk =
      last * 5 >= before * 6 && stock * 2 < sales * 3
        ? 'naik_stok_tipis'
        : last * 5 <= before * 4 && stock > sales * 9
          ? 'turun_stok_tebal'
          : null;
    if (risk === null) return [];
    return [
      {
        kode_mix: a.article,
        risk,
        sold_last_month: last,
        sold_month_before: before,
        change_pct: ((last - before) * 100) / before,
        total_pairs: pairs,
      },
    ];
  });
}

export function salesDaily(c: ShopCompany): Figure[] {
  return [...groups(c.sales, (s) => `${s.tanggal} ${storeOf(c, s)} ${s.entity}`).values()].map((rows) => ({
    tanggal: rows[0]!.tanggal,
    store_code: storeOf(c, rows[0]!),
    entity: rows[0]!.entity,
    transaction_count: new Set(rows.filter((s) => s.kuantitas > 0).map((s) => s.nomor_invoice)).size,
    pairs_qty: sum(rows, (s) => s.kuantitas),
    sales_amount: sum(rows, (s) => s.total_harga),
  }));
}
