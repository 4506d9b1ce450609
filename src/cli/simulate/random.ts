// Chance by address: what somebody does on a day depends on the seed, on who it is and on the day, never on what was asked before.
// So two runs whose effects arrive in another order within one instant still choose the same.
import { hash, type Random, stream, textHash } from '../../sandbox/random.ts';

export interface Dice extends Random {
  /** True with this probability. */
  chance(probability: number): boolean;
  /** One of the list. */
  pick<T>(list: readonly T[]): T;
  /** One of the list, each as often as its weight says. */
  weighted<T>(list: readonly (readonly [weight: number, value: T])[]): T;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
}

/** The dice of one decision. */
export function dice(seed: number, ...address: readonly (string | number)[]): Dice {
  const own = stream(hash(seed, ...address.map((part) => (typeof part === 'number' ? part : textHash(part)))));
  const between = (low: number, high: number): number => low + own.below(high - low + 1);
  return {
    ...own,
    between,
    chance: (probability) => own.next() < probability,
    pick: (list) => list[own.below(list.length)] as (typeof list)[number],
    weighted(list) {
      let left = own.next() * list.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, value] of list) {
        left -= weight;
        if (left < 0) return value;
      }
      return (list.at(-1) as (typeof list)[number])[1];
    },
  };
}
