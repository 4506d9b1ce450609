// The columns of one article, from its stock, its lines and its notes: the definitions of the specification, one by one.

import { textOf } from './calendar.ts';
import { type CodeRow, type Company, trim } from './company.ts';
import {
  add,
  ceil,
  compare,
  divide,
  type Fraction,
  floor,
  fraction,
  multiply,
  parseDecimal,
  sign,
  subtract,
  sum,
  ZERO,
} from './fraction.ts';

export type Flag = 'NEGATIVE' | 'NO_SALES' | 'RETURNS' | 'NEW' | 'MUST_PO' | 'OVERSTOCK' | 'OK';
export type Kind = 'WHS' | 'WHB' | 'STORE';

/** One article, with the columns of mart.control_stock. `note` only says which kinds of notes live. */
export interface ArticleRow {
  kode_mix: string;
  is_mapped: boolean;
  tier: number | null;
  /** undefined: an unmapped code, whose name is whatever the source called it. */
  name: string | null | undefined;
  gender: string | null;
  series: string | null;
  whs_pairs: Fraction;
  whb_pairs: Fraction;
  store_pairs: Fraction;
  total_pairs: Fraction;
  boxes: bigint;
  protol: Fraction;
  sold_window: Fraction;
  avg_monthly_sales: Fraction;
  months_of_cover: Fraction | null;
  avg_adjusted: Fraction | null;
  months_of_cover_adjusted: Fraction | null;
  open_po_pairs: Fraction;
  months_with_po: Fraction | null;
  days_on_sale: number | null;
  is_new: boolean;
  sizes_in_stock: number;
  sizes_active: number;
  note: string[];
  flag: Flag;
  recommended_po: bigint | null;
  excess_pairs: Fraction | null;
  excess_value: Fraction | null;
  as_of: string;
  sales_from: string;
  sales_to: string;
  /** Not a column: boxes by kind of warehouse, for the tier summary. */
  boxesByKind: Record<Kind, bigint>;
  /** Not a column: days of the window without stock. */
  emptyDays: number;
}

const MONTH_DAYS = parseDecimal('30.4375');
const KINDS: Kind[] = ['WHS', 'WHB', 'STORE'];
/** Pairs of one code in one warehouse that counts. */
export interface Held {
  kind: Kind;
  loose: boolean;
  kode_barang: string;
  pairs: Fraction;
}

/** What is known of an article before anything is divided. */
export interface Facts {
  kodeMix: string;
  isMapped: boolean;
  asOf: string;
  held: Held[];
  total: Fraction;
  emptyDays: number;
  firstDay: number;
  lastDay: number;
  firstSale: number | null;
  inWindow: Fraction[];
}

/** The most frequent text; of equally frequent ones the smallest by code point. */
export function mostFrequent(texts: (string | null)[]): string | null {
  const counts = new Map<string, number>();
  for (const text of texts) if (text !== null) counts.set(text, (counts.get(text) ?? 0) + 1);
  const points = (text: string) => [...text].map((c) => (c.codePointAt(0) ?? 0).toString(16).padStart(6, '0')).join('');
  const ranked = [...counts].sort(([a, m], [b, n]) => n - m || (points(a) < points(b) ? -1 : 1));
  return ranked[0]?.[0] ?? null;
}

/** Pairs still open of a purchase order. */
function openPairs(order: Company['orders'][number]): Fraction {
  if (['SELESAI', 'BATAL'].includes(trim(order.status_po ?? '').toUpperCase())) return ZERO;
  const open = subtract(sum(order.ordered.map(parseDecimal)), sum(order.received.map(parseDecimal)));
  return sign(open) < 0 ? ZERO : open;
}

/** All columns of one article. */
export function articleRow(company: Company, codes: Map<string, CodeRow>, facts: Facts): ArticleRow {
  const { held, total, firstSale, emptyDays } = facts;
  const { mustPoMonths, overstockMonths, boxPairs, newDays } = company.settings;
  const own = facts.isMapped ? company.codes.filter((code) => code.kode_mix === facts.kodeMix) : [];
  const tiers = own.flatMap((code) => (code.tier === null ? [] : [code.tier]));

  const pairsOf = (kind: Kind, boxed: boolean) => sum(held.filter((h) => h.kind === kind && !(boxed && h.loose)).map((h) => h.pairs));
  const boxesOf = (kind: Kind) => floor(divide(pairsOf(kind, true), fraction(boxPairs)));
  const boxesByKind = { WHS: boxesOf('WHS'), WHB: boxesOf('WHB'), STORE: boxesOf('STORE') };
  const boxes = KINDS.reduce((all, kind) => all + boxesByKind[kind], 0n);

  const sold = sum(facts.inWindow);
  const daysOnSale = firstSale === null ? null : facts.lastDay - firstSale + 1;
  const isNew = firstSale !== null && firstSale >= facts.firstDay;
  const months = isNew ? divide(fraction(daysOnSale ?? 0), MONTH_DAYS) : fraction(3n);
  const average = divide(sold, months);
  const cover = sign(sold) > 0 ? divide(multiply(total, months), sold) : null;
  const stockedMonths = subtract(fraction(3n), divide(fraction(emptyDays), parseDecimal('30.5')));
  const isAdjustable = compare(stockedMonths, parseDecimal('0.1')) >= 0;

  const flag = flagOf(total, facts.inWindow.length, sold, daysOnSale, cover, mustPoMonths, overstockMonths, newDays);
  const openPo = sum(company.orders.filter((order) => facts.isMapped && order.kode_mix === facts.kodeMix).map(openPairs));
  const notes = company.notes.filter(
    (n) => facts.isMapped && n.kode_mix === facts.kodeMix && (n.until_on === null || n.until_on >= facts.asOf),
  );
  const excess = flag === 'OVERSTOCK' || flag === 'NO_SALES' ? subtract(total, multiply(fraction(overstockMonths), average)) : null;

  return {
    kode_mix: facts.kodeMix,
    is_mapped: facts.isMapped,
    tier: tiers.length === 0 ? null : Math.min(...tiers),
    name: facts.isMapped ? mostFrequent(own.map((code) => code.name)) : undefined,
    gender: mostFrequent(own.map((code) => code.gender)),
    series: mostFrequent(own.map((code) => code.series)),
    whs_pairs: pairsOf('WHS', false),
    whb_pairs: pairsOf('WHB', false),
    store_pairs: pairsOf('STORE', false),
    total_pairs: total,
    boxes,
    protol: subtract(total, fraction(BigInt(boxPairs) * boxes)),
    sold_window: sold,
    avg_monthly_sales: average,
    months_of_cover: cover,
    avg_adjusted: isAdjustable ? divide(sold, stockedMonths) : null,
    months_of_cover_adjusted: isAdjustable && sign(sold) > 0 ? divide(multiply(total, stockedMonths), sold) : null,
    open_po_pairs: openPo,
    months_with_po: sign(sold) > 0 ? divide(multiply(add(total, openPo), fraction(3n)), sold) : null,
    days_on_sale: daysOnSale,
    is_new: isNew,
    sizes_in_stock: [...new Set(held.map((h) => h.kode_barang))].filter((code) => sign(heldOf(held, code)) > 0).length,
    sizes_active: own.filter((code) => code.status === 'ACTIVE').length,
    note: [...new Set(notes.map((n) => n.kind))].sort(),
    flag,
    recommended_po:
      flag === 'MUST_PO'
        ? orderOf(
            average,
            openPo,
            mustPoMonths,
            boxPairs,
            notes.some((n) => n.kind !== 'musiman'),
          )
        : null,
    excess_pairs: excess,
    excess_value: excess === null ? null : worthOf(company, codes, held, total, excess),
    as_of: facts.asOf,
    sales_from: textOf(facts.firstDay),
    sales_to: textOf(facts.lastDay),
    boxesByKind,
    emptyDays,
  };
}

const heldOf = (held: Held[], code: string): Fraction => sum(held.filter((h) => h.kode_barang === code).map((h) => h.pairs));

function flagOf(
  total: Fraction,
  lines: number,
  sold: Fraction,
  daysOnSale: number | null,
  cover: Fraction | null,
  mustPoMonths: number,
  overstockMonths: number,
  newDays: number,
): Flag {
  if (sign(total) < 0) return 'NEGATIVE';
  if (lines === 0) return 'NO_SALES';
  if (cover === null || sign(sold) <= 0) return 'RETURNS';
  if (daysOnSale !== null && daysOnSale < newDays) return 'NEW';
  if (compare(cover, fraction(mustPoMonths)) < 0) return 'MUST_PO';
  return compare(cover, fraction(overstockMonths)) > 0 ? 'OVERSTOCK' : 'OK';
}

function orderOf(average: Fraction, openPo: Fraction, mustPoMonths: number, boxPairs: number, isForbidden: boolean): bigint {
  if (isForbidden) return 0n;
  const need = subtract(multiply(fraction(mustPoMonths), average), openPo);
  return sign(need) <= 0 ? 0n : ceil(divide(need, fraction(boxPairs))) * BigInt(boxPairs);
}

/** Each code's share of the excess at the cost price of its own kode; a missing price counts as 0. */
function worthOf(company: Company, codes: Map<string, CodeRow>, held: Held[], total: Fraction, excess: Fraction): Fraction {
  if (sign(total) === 0) return ZERO;
  return sum(
    held.map((h) => {
      const price = company.prices.find((p) => p.kode === codes.get(h.kode_barang)?.kode)?.harga_beli ?? null;
      return price === null ? ZERO : multiply(multiply(excess, divide(h.pairs, total)), parseDecimal(price));
    }),
  );
}
