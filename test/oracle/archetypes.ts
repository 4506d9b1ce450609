// The kinds of articles that a generated company is made of. Each names its figures; the rest is chance.

import type { NoteRow } from './company.ts';
import type { Frame } from './generator.ts';

/** An article before it is broken into rows: pairs in stock, and pairs sold by day. */
export interface Plan {
  kodeMix: string;
  isMapped: boolean;
  isActive: boolean;
  codes: string[];
  total: number;
  /** Day and net pairs; a day may occur more than once. With an invoice: all on it, for one code of DDD. */
  sales: { day: number; pairs: number; invoice?: string }[];
  /** Days of the window, counted from its first, on which the article is out of stock. */
  emptyDays: number;
  orders: number[];
  notes: NoteRow['kind'][];
}

export type Maker = (f: Frame, id: string) => Plan;

function plan(f: Frame, id: string, total: number, sales: Plan['sales'], more: Partial<Plan> = {}): Plan {
  const { r } = f;
  const codes = Array.from({ length: r.int(1, 4) }, (_, i) => `${id}-${36 + i}${r.chance(0.2) ? 'z' : ''}`);
  return {
    kodeMix: id,
    isMapped: true,
    isActive: r.chance(0.9),
    codes,
    total,
    sales,
    emptyDays: r.int(0, 92),
    orders: r.chance(0.4) ? Array.from({ length: r.int(1, 3) }, () => r.int(1, 600)) : [],
    notes: r.chance(0.25) ? [r.pick(['jangan_po', 'sudah_po', 'musiman'] as const), ...(r.chance(0.3) ? (['musiman'] as const) : [])] : [],
    ...more,
  };
}

/** `pairs` sold over the window, with an old sale, so that the article is not new. Half of them just before the window. */
function established(f: Frame, pairs: number): Plan['sales'] {
  const old = { day: f.r.chance(0.5) ? f.firstDay - 1 : f.firstDay - f.r.int(2, 200), pairs: f.r.int(1, 50) };
  return [old, ...spread(f, pairs, f.firstDay)];
}

/** `pairs` sold on random days from `from` to the end of the window; often on its very first and last day. */
function spread(f: Frame, pairs: number, from: number): Plan['sales'] {
  const { r } = f;
  const day = () => (r.chance(0.2) ? from : r.chance(0.2) ? f.salesTo : r.int(from, f.salesTo));
  return r.parts(pairs, r.int(1, 6), true).map((part) => ({ day: day(), pairs: part }));
}

/** Sales of an article that was first sold `days` days ago, the last day included. */
function launched(f: Frame, pairs: number, days: number): Plan['sales'] {
  const from = f.salesTo - days + 1;
  const first = Math.max(1, Math.trunc(pairs / 2));
  return [
    { day: from, pairs: first },
    { day: f.r.int(from, f.salesTo), pairs: pairs - first },
  ];
}

// 30.4375 = 487 ÷ 16, so after 48 days on sale 487 pairs in stock and 256 sold are exactly 3 months of cover.
const NEW_DAYS = 48;
const NEW_SOLD = 256;
const NEW_TOTAL = 487;

/** Out of stock on so many days that what is left to divide by is near 0.1: with 92 days, 87 leave more and 90 less. */
export const emptyNearlyAlways =
  (emptyDays: number): Maker =>
  (f, id) =>
    plan(f, id, f.r.int(0, 200), established(f, f.r.int(1, 90)), { emptyDays });

export const archetypes = {
  random: (f, id) => plan(f, id, f.r.int(0, 900), established(f, f.r.int(1, 300))),
  randomNew: (f, id) => plan(f, id, f.r.int(0, 900), launched(f, f.r.int(2, 300), f.r.int(1, 88))),
  exactlyThree: (f, id) => {
    const sold = f.r.int(1, 900);
    return plan(f, id, sold, established(f, sold));
  },
  onePairUnderThree: (f, id) => {
    const sold = f.r.int(2, 900);
    return plan(f, id, sold - 1, established(f, sold));
  },
  exactlyNine: (f, id) => {
    const sold = f.r.int(1, 300);
    return plan(f, id, sold * 3, established(f, sold));
  },
  onePairOverNine: (f, id) => {
    const sold = f.r.int(1, 300);
    return plan(f, id, sold * 3 + 1, established(f, sold));
  },
  newNearThree: (f, id) => plan(f, id, NEW_TOTAL - f.r.int(0, 1), launched(f, NEW_SOLD, NEW_DAYS)),
  newNearNine: (f, id) => plan(f, id, NEW_TOTAL * 3 + f.r.int(0, 1), launched(f, NEW_SOLD, NEW_DAYS)),
  day27: (f, id) => plan(f, id, f.r.int(0, 400), launched(f, f.r.int(2, 90), 27)),
  day28: (f, id) => plan(f, id, f.r.int(0, 400), launched(f, f.r.int(2, 90), 28)),
  onlyOnFirstDay: (f, id) => plan(f, id, f.r.int(0, 90), [{ day: f.firstDay, pairs: f.r.int(1, 40) }]),
  onlyOnLastDay: (f, id) => plan(f, id, f.r.int(0, 90), [{ day: f.salesTo, pairs: f.r.int(1, 40) }]),
  onlyJustBefore: (f, id) => plan(f, id, f.r.int(0, 90), [{ day: f.firstDay - 1, pairs: f.r.int(1, 40) }]),
  onlyJustAfter: (f, id) => plan(f, id, f.r.int(0, 90), [{ day: f.salesTo + 1, pairs: f.r.int(1, 40) }]),
  emptyNearlyAlways: (f, id) => emptyNearlyAlways(f.r.int(87, 90))(f, id),
  emptyAlways: (f, id) => plan(f, id, -f.r.int(0, 2), established(f, f.r.int(1, 90)), { emptyDays: 92 }),
  emptyHalf: (f, id) => plan(f, id, 80, established(f, 60), { emptyDays: 45 }),
  negative: (f, id) => plan(f, id, -f.r.int(1, 60), established(f, f.r.int(-10, 90))),
  moreReturnsThanSales: (f, id) => plan(f, id, f.r.int(0, 90), established(f, -f.r.int(1, 30))),
  soldNothingNet: (f, id) =>
    plan(f, id, f.r.int(0, 90), [
      { day: f.salesTo, pairs: 7 },
      { day: f.firstDay, pairs: -7 },
    ]),
  // +5 and −5 of a code on one invoice are one line of 0 pairs: a line, but no sale.
  lineOfNothing: (f, id) => {
    const line = { day: f.r.int(f.firstDay, f.salesTo), invoice: `NOL-${id}` };
    return plan(f, id, f.r.int(0, 90), [
      { ...line, pairs: 5 },
      { ...line, pairs: -5 },
    ]);
  },
  onlyReturns: (f, id) => plan(f, id, f.r.int(0, 90), [{ day: f.r.int(f.firstDay, f.salesTo), pairs: -f.r.int(1, 9) }]),
  noSales: (f, id) => plan(f, id, f.r.int(0, 300), []),
  soldLongAgo: (f, id) => plan(f, id, f.r.int(0, 300), [{ day: f.firstDay - f.r.int(1, 300), pairs: 5 }]),
  inactiveWithStock: (f, id) => plan(f, id, f.r.int(1, 60), [], { isActive: false }),
  inactiveWithSales: (f, id) => plan(f, id, 0, established(f, 12), { isActive: false }),
  inactiveForgotten: (f, id) => plan(f, id, 0, [{ day: f.firstDay - 3, pairs: 4 }], { isActive: false }),
  unmappedWithStock: (f, id) => plan(f, id, f.r.int(1, 60), [], { isMapped: false, codes: [`X${id}`], orders: [], notes: [] }),
  unmappedWithSales: (f, id) =>
    plan(f, id, f.r.int(0, 60), launched(f, 40, f.r.int(1, 80)), { isMapped: false, codes: [`X${id}`], orders: [], notes: [] }),
  unmappedForgotten: (f, id) =>
    plan(f, id, 0, [{ day: f.firstDay - 3, pairs: 4 }], { isMapped: false, codes: [`X${id}`], orders: [], notes: [] }),
  // A code that nobody mapped, spelled like a kode_mix of somebody else (A0 is the first article).
  unmappedLikeAnArticle: (f, id) =>
    plan(f, id, f.r.int(1, 60), launched(f, 20, 40), { isMapped: false, codes: ['A0'], orders: [], notes: [] }),
  openOrderAboveNeed: (f, id) =>
    plan(f, id, f.r.int(0, 40), established(f, f.r.int(60, 90)), { orders: [f.r.int(90, 400), 300, 300, 300] }),
  openOrderBelowNeed: (f, id) => plan(f, id, f.r.int(0, 40), established(f, f.r.int(400, 900)), { orders: [f.r.int(1, 90)] }),
  mustOrderWithNote: (f, id) =>
    plan(f, id, f.r.int(0, 40), established(f, f.r.int(60, 900)), { notes: [f.r.pick(['jangan_po', 'sudah_po', 'musiman'] as const)] }),
} satisfies Record<string, Maker>;
