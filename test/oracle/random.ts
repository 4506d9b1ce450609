// A small seeded generator (mulberry32), so that a failing company can be made again from its number alone.

export interface Random {
  /** Whole number from `low` to `high`, both included. */
  int(low: number, high: number): number;
  /** True in `share` of the cases. */
  chance(share: number): boolean;
  /** One of the items; throws a RangeError when there is none. */
  pick<T>(items: readonly T[]): T;
  /** `total` as the sum of `count` whole numbers, some of them below 0 when `isMixed`. */
  parts(total: number, count: number, isMixed: boolean): number[];
}

export function random(seed: number): Random {
  let state = (seed * 2_654_435_761) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    int,
    chance: (share) => next() < share,
    pick: (items) => {
      if (items.length === 0) throw new RangeError('nothing to pick from');
      return items[int(0, items.length - 1)] as (typeof items)[number];
    },
    parts: (total, count, isMixed) => {
      const values: number[] = [];
      let rest = total;
      for (let i = 1; i < count; i++) {
        const part = isMixed && next() < 0.25 ? -int(1, 20) : Math.trunc((rest * int(0, 100)) / 100);
        values.push(part);
        rest -= part;
      }
      return [...values, rest];
    },
  };
}
