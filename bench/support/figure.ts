// A figure: the runs of one thing, the runs of its baseline in the same bench, and the target it is held against.

export interface Target {
  /** As 70-platform names it, such as "< 1 s". */
  readonly text: string;
  /** Judges the median. */
  readonly isMet: (median: number) => boolean;
}

export interface Figure {
  /** Stable name for programs. */
  readonly key: string;
  readonly what: string;
  readonly unit: 'ms' | 's' | '×' | '%' | 'MB' | '/s' | '';
  readonly runs: readonly number[];
  /** What the runs are seen beside; measured in the same bench, on the same server. */
  readonly baseline: { readonly what: string; readonly unit: Figure['unit']; readonly runs: readonly number[] };
  readonly target: Target;
  /** Under what conditions it was measured, where they are not those of the target. */
  readonly note?: string;
}

/** A part of a benchmark: its figures, and what else is worth reading (a profile). */
export interface BenchResult {
  readonly figures: readonly Figure[];
  readonly details?: readonly string[];
}

export interface BenchOptions {
  readonly runs: number;
  readonly isFull: boolean;
  readonly isQuick: boolean;
  /** A line of progress for people. */
  readonly say: (line: string) => void;
}

export interface Bench {
  readonly key: string;
  readonly title: string;
  run(options: BenchOptions): Promise<BenchResult>;
}

/** Middle of the runs; of an even number the mean of the two in the middle. */
export function median(runs: readonly number[]): number {
  if (runs.length === 0) throw new Error('a figure has no runs');
  const sorted = runs.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

const LESS = (limit: number) => (value: number) => value < limit;

export const under = (limit: number, text: string): Target => ({ text, isMet: LESS(limit) });
export const atMost = (limit: number, text: string): Target => ({ text, isMet: (value) => value <= limit });
export const atLeast = (limit: number, text: string): Target => ({ text, isMet: (value) => value >= limit });

/** Milliseconds that `act` took. */
export async function timed(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await act();
  return performance.now() - started;
}

const digits = (value: number): number => (Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);

/** A value with its unit, short enough for a table. */
export const valueText = (value: number, unit: Figure['unit']): string => `${value.toFixed(digits(value))}${unit === '' ? '' : ` ${unit}`}`;
