// The Global tab: per tier the sums over its articles. Shares are of the column's own total.

import type { ArticleRow, Kind } from './article.ts';
import { divide, type Fraction, fraction, multiply, sign, subtract, sum } from './fraction.ts';

/** Boxes, loose pairs and pairs of one kind of warehouse in a tier; `share` in percent, null when the whole is 0. */
export interface TierPart {
  boxes: bigint;
  protol: Fraction;
  pairs: Fraction;
  share: Fraction | null;
}
export interface TierRow {
  tier: string;
  articles: number;
  whs: TierPart;
  whb: TierPart;
  storePairs: Fraction;
  total: TierPart;
}

function part(rows: ArticleRow[], all: ArticleRow[], kinds: Kind[], boxPairs: number): TierPart {
  const pairsOf = (some: ArticleRow[]) =>
    sum(some.flatMap((row) => kinds.map((kind) => ({ WHS: row.whs_pairs, WHB: row.whb_pairs, STORE: row.store_pairs })[kind])));
  const pairs = pairsOf(rows);
  const whole = pairsOf(all);
  const boxes = rows.reduce((count, row) => kinds.reduce((n, kind) => n + row.boxesByKind[kind], count), 0n);
  return {
    boxes,
    pairs,
    protol: subtract(pairs, fraction(BigInt(boxPairs) * boxes)),
    share: sign(whole) === 0 ? null : divide(multiply(pairs, fraction(100n)), whole),
  };
}

/** The lines that the sheet always shows. */
const FIXED = ['1', '2', '3', '4', '5', '8'];

/** A row per tier: the sheet's fixed ones, others (0, `UNMAPPED`) only with articles; then `TOTAL`. Nothing without any article. */
export function tierSummary(rows: ArticleRow[], boxPairs: number): TierRow[] {
  if (rows.length === 0) return [];
  const tierOf = (row: ArticleRow) => (row.tier === null ? 'UNMAPPED' : String(row.tier));
  const line = (tier: string, own: ArticleRow[]): TierRow => ({
    tier,
    articles: own.length,
    whs: part(own, rows, ['WHS'], boxPairs),
    whb: part(own, rows, ['WHB'], boxPairs),
    storePairs: sum(own.map((row) => row.store_pairs)),
    total: part(own, rows, ['WHS', 'WHB', 'STORE'], boxPairs),
  });
  const tiers = [...new Set([...FIXED, ...rows.map(tierOf)])].sort();
  const lines = tiers.map((tier) =>
    line(
      tier,
      rows.filter((row) => tierOf(row) === tier),
    ),
  );
  return [...lines, line('TOTAL', rows)];
}
