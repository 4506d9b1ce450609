/**
 * Decimal arithmetic of the sandbox on bigint millionths: the vendor prints six decimals, and an oracle compares
 * to the unit, so no sum here may pass through a float.
 */
const SCALE = 6;
const ONE = 10n ** BigInt(SCALE);

/** "1.25" → 1250000n millionths. Digits past the sixth are cut, as the vendor's column would. */
export function millionths(text: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (!match) throw new RangeError(`not a decimal number: ${JSON.stringify(text)}`);
  const value = BigInt(match[2] + (match[3] ?? '').padEnd(SCALE, '0').slice(0, SCALE));
  return match[1] ? -value : value;
}

/** Millionths → text with exactly six decimals. */
export function sixDecimals(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString().padStart(SCALE + 1, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -SCALE)}.${digits.slice(-SCALE)}`;
}

/** Millionths → shortest text: "1.25", "3". */
export function plain(value: bigint): string {
  return sixDecimals(value).replace(/\.?0+$/, '');
}

export function multiply(a: string, b: string): string {
  return plain((millionths(a) * millionths(b)) / ONE);
}

export function negate(text: string): string {
  return plain(-millionths(text));
}

export function sum(texts: Iterable<string>): string {
  let total = 0n;
  for (const text of texts) total += millionths(text);
  return plain(total);
}

/** A part of a whole per mille, e.g. the tax contained in a price; rounded down to six decimals. */
export function ratio(text: string, numerator: bigint, denominator: bigint): string {
  return plain((millionths(text) * numerator) / denominator);
}
