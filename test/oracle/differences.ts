// Compares the database's rows with the oracle's, column by column: whole numbers, texts and days exactly, quotients to
// 12 significant digits.

import type { ArticleRow } from './article.ts';
import { agrees, compare, type Fraction, fraction, parseDecimal, show } from './fraction.ts';
import type { TierPart, TierRow } from './tier_summary.ts';

/** A row as the database gives it with every value as text. */
export type TextRow = Record<string, string | null>;

type Value = Fraction | bigint | number | string | boolean | null;

// A difference of two large quotients keeps fewer digits than its terms: below these distances it counts as equal.
const NEAREST_PAIRS = fraction(1n, 10n ** 12n);
const NEAREST_RUPIAH = fraction(1n, 10n ** 6n);

const EXACT = [
  'tier',
  'gender',
  'series',
  'whs_pairs',
  'whb_pairs',
  'store_pairs',
  'total_pairs',
  'boxes',
  'protol',
  'sold_window',
  'open_po_pairs',
  'days_on_sale',
  'is_new',
  'sizes_in_stock',
  'sizes_active',
  'flag',
  'recommended_po',
  'as_of',
  'sales_from',
  'sales_to',
] as const satisfies (keyof ArticleRow)[];
const QUOTIENTS = [
  'avg_monthly_sales',
  'months_of_cover',
  'avg_adjusted',
  'months_of_cover_adjusted',
  'months_with_po',
  'excess_pairs',
  'excess_value',
] as const satisfies (keyof ArticleRow)[];

const text = (value: Value | undefined): string =>
  value === null || value === undefined ? 'NULL' : typeof value === 'object' ? show(value) : String(value);

function isEqual(actual: string | null | undefined, expected: Value, nearest: Fraction | null): boolean {
  if (actual === undefined) return false;
  if (actual === null || expected === null) return actual === expected;
  if (typeof expected === 'boolean') return actual === String(expected) || actual === (expected ? 't' : 'f');
  if (typeof expected === 'string') return actual === expected;
  const number = typeof expected === 'object' ? expected : fraction(BigInt(expected));
  return nearest === null ? compare(parseDecimal(actual), number) === 0 : agrees(parseDecimal(actual), number, nearest);
}

/** Every cell that differs, as a sentence; none when the database is right. */
export function differences(actual: TextRow[], expected: ArticleRow[]): string[] {
  const key = (kodeMix: string, isMapped: boolean) => `${kodeMix} (${isMapped ? 'mapped' : 'unmapped'})`;
  const found = new Map(actual.map((row) => [key(row.kode_mix ?? '', ['true', 't'].includes(row.is_mapped ?? '')), row]));
  const messages = found.size === actual.length ? [] : ['an article has more than one row'];
  for (const row of expected) {
    const name = key(row.kode_mix, row.is_mapped);
    const other = found.get(name);
    found.delete(name);
    if (other === undefined) {
      messages.push(`${name}: no row, expected flag ${row.flag}, total ${text(row.total_pairs)}, sold ${text(row.sold_window)}`);
      continue;
    }
    const differs = (column: string, value: Value, nearest: Fraction | null = null) => {
      if (!isEqual(other[column], value, nearest))
        messages.push(`${name}.${column}: database ${text(other[column])}, oracle ${text(value)}`);
    };
    for (const column of EXACT) differs(column, row[column]);
    for (const column of QUOTIENTS) differs(column, row[column], column === 'excess_value' ? NEAREST_RUPIAH : NEAREST_PAIRS);
    differs('empty_days', row.emptyDays);
    differs('whs_boxes', row.boxesByKind.WHS);
    differs('whb_boxes', row.boxesByKind.WHB);
    if (row.name !== undefined) differs('name', row.name);
    if ((other.note === null) !== (row.note.length === 0))
      messages.push(`${name}.note: database ${text(other.note)}, oracle ${row.note.join(', ') || 'NULL'}`);
  }
  return [...messages, ...[...found.keys()].map((name) => `${name}: a row that the oracle does not have`)];
}

/** The same for the tier summary; tiers without an article may have a row of zeros or none. */
export function tierDifferences(actual: TextRow[], expected: TierRow[]): string[] {
  const messages: string[] = [];
  const byTier = new Map(actual.map((row) => [(row.tier ?? '').toUpperCase(), row]));
  for (const row of expected) {
    const other = byTier.get(row.tier);
    byTier.delete(row.tier);
    const differs = (column: string, value: Value, nearest: Fraction | null = null) => {
      if (!isEqual(other?.[column], value, nearest))
        messages.push(`tier ${row.tier}.${column}: database ${text(other?.[column])}, oracle ${text(value)}`);
    };
    const part = (prefix: string, values: TierPart) => {
      differs(`${prefix}_boxes`, values.boxes);
      differs(`${prefix}_protol`, values.protol);
      differs(`${prefix}_pairs`, values.pairs);
      differs(`${prefix}_pct`, values.share, NEAREST_PAIRS);
    };
    differs('articles', row.articles);
    part('whs', row.whs);
    part('whb', row.whb);
    differs('store_pairs', row.storePairs);
    differs('total_pairs', row.total.pairs);
    differs('total_pct', row.total.share, NEAREST_PAIRS);
  }
  for (const [tier] of byTier) messages.push(`tier ${tier}: a row that the oracle does not have`);
  return messages;
}
