// Exact rational numbers on BigInt. The oracle never rounds: a quotient stays a pair of whole numbers until it is
// compared, so it cannot share a rounding mistake with the database.

/** A rational number in lowest terms; `d` is positive. */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** `n ÷ d` in lowest terms. Throws a RangeError when `d` is 0. */
export function fraction(n: bigint | number, d: bigint | number = 1n): Fraction {
  const top = BigInt(n);
  const bottom = BigInt(d);
  if (bottom === 0n) throw new RangeError('a fraction cannot have the divisor 0');
  const sign = bottom < 0n ? -1n : 1n;
  const common = gcd(top, bottom) || 1n;
  return { n: (sign * top) / common, d: (sign * bottom) / common };
}

export const ZERO = fraction(0n);

/** Reads a decimal number exactly: `-12`, `0.50`, `1.5e3`. Throws a SyntaxError on anything else. */
export function parseDecimal(text: string): Fraction {
  const match = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?\s*$/.exec(text);
  const whole = match?.[2] ?? '';
  const decimals = match?.[3] ?? '';
  if (!match || whole + decimals === '') throw new SyntaxError(`"${text}" is not a decimal number`);
  const digits = BigInt(whole + decimals) * (match[1] === '-' ? -1n : 1n);
  const exponent = Number(match[4] ?? '0') - decimals.length;
  return exponent >= 0 ? fraction(digits * 10n ** BigInt(exponent)) : fraction(digits, 10n ** BigInt(-exponent));
}

export const add = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d + b.n * a.d, a.d * b.d);
export const subtract = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d - b.n * a.d, a.d * b.d);
export const multiply = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.n, a.d * b.d);
export const divide = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d, a.d * b.n);

/** Negative, 0 or positive, as `a` is below, equal to or above `b`. */
export function compare(a: Fraction, b: Fraction): number {
  const left = a.n * b.d;
  const right = b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
}

export const sign = (a: Fraction): number => (a.n < 0n ? -1 : a.n > 0n ? 1 : 0);
export const sum = (values: Iterable<Fraction>): Fraction => [...values].reduce(add, ZERO);

/** The largest whole number that is not above `a` (−0.5 → −1). */
export function floor(a: Fraction): bigint {
  const quotient = a.n / a.d;
  return a.n < 0n && a.n % a.d !== 0n ? quotient - 1n : quotient;
}

/** The smallest whole number that is not below `a` (−0.5 → 0). */
export const ceil = (a: Fraction): bigint => -floor({ n: -a.n, d: a.d });

/** True when `actual` agrees with `expected` to 12 significant digits, or is nearer to it than `nearest`. */
export function agrees(actual: Fraction, expected: Fraction, nearest: Fraction = ZERO): boolean {
  const off = subtract(actual, expected);
  const distance = off.n < 0n ? { n: -off.n, d: off.d } : off;
  const size = expected.n < 0n ? { n: -expected.n, d: expected.d } : expected;
  return compare(distance, multiply(size, fraction(1n, 10n ** 12n))) <= 0 || compare(distance, nearest) <= 0;
}

/** Decimal text with at most 15 digits behind the point, cut off: for messages only. */
export function show(a: Fraction): string {
  const scaled = ((a.n < 0n ? -a.n : a.n) * 10n ** 15n) / a.d;
  const text = scaled.toString().padStart(16, '0');
  const decimals = text.slice(-15).replace(/0+$/, '');
  return `${a.n < 0n ? '-' : ''}${text.slice(0, -15)}${decimals === '' ? '' : `.${decimals}`}`;
}
