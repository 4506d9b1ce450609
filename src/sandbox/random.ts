/**
 * Randomness by address, not by order: the same (seed, place) always gives the same number, so any day of the
 * company can be computed without computing the days before it.
 */

/** FNV-1a of a text, to turn names into numbers once. */
export function textHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

function mix(hash: number, value: number): number {
  let h = Math.imul(hash ^ value, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A 32-bit number that depends on every argument and on their order. */
export function hash(seed: number, ...address: number[]): number {
  let h = mix(0x9e3779b9, seed | 0);
  for (const part of address) h = mix(Math.imul(h, 31) + 0x165667b1, part | 0);
  return mix(h, 0x27d4eb2f);
}

/** A number in [0, 1) that depends on every argument. */
export function unit(seed: number, ...address: number[]): number {
  return hash(seed, ...address) / 4_294_967_296;
}

export interface Random {
  /** [0, 1) */
  next(): number;
  /** Integer in [0, n). */
  below(n: number): number;
}

/** A stream of numbers for one small task (mulberry32). */
export function stream(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return { next, below: (n) => Math.floor(next() * n) };
}
