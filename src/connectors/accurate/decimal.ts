/**
 * Exact decimals on text: the vendor prints six decimals and a sum must agree to the unit, so no quantity or amount
 * ever becomes a float.
 */
const SCALE = 6;

/** "12.000000" → 12000000n millionths; undefined when the text is no decimal of at most six places. */
export function toMillionths(text: string): bigint | undefined {
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text);
  if (!match) return undefined;
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > SCALE) return undefined;
  const value = BigInt(match[2] + fraction.padEnd(SCALE, '0'));
  return match[1] ? -value : value;
}

/** Shortest text of a number of 10^-scale units: 12000000n → "12", 1250000n → "1.25". */
export function toText(value: bigint, scale = SCALE): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const text = `${digits.slice(0, -scale)}.${digits.slice(-scale)}`.replace(/\.?0+$/, '');
  return value < 0n ? `-${text}` : text;
}

/** The product without rounding. */
export function product(a: bigint, b: bigint): string {
  return toText(a * b, 2 * SCALE);
}

/**
 * Splits an amount in proportion to the weights, in millionths; the parts add up to the amount exactly, the largest
 * weight takes what rounding leaves.
 */
export function split(amount: bigint, weights: readonly bigint[]): bigint[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total === 0n) return weights.map((_, i) => (i === 0 ? amount : 0n));
  const parts = weights.map((weight) => (amount * weight) / total);
  const rest = amount - parts.reduce((sum, part) => sum + part, 0n);
  const largest = weights.reduce((best, weight, i) => (weight > (weights[best] as bigint) ? i : best), 0);
  if (weights.length > 0) parts[largest] = (parts[largest] as bigint) + rest;
  return parts;
}
