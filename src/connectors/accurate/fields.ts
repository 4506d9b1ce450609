import { Permanent, type Where } from '../errors.ts';
import { toMillionths } from './decimal.ts';
import type { DateRange, Detail } from './types.ts';

/** Readers of the vendor's loosely typed objects: what is missing or of another kind fails with the field's name. */

export function isDetail(value: unknown): value is Detail {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function wrong(where: Where, what: string): Permanent {
  return new Permanent(
    'unexpected_data',
    `Accurate's answer to ${where.call} is not as documented: ${what}. Nothing was taken from it; the connector has to be looked at.`,
    where,
  );
}

export function id(row: Detail, field: string, where: Where): number {
  const value = Number(row[field]);
  if (row[field] === null || row[field] === undefined || !Number.isSafeInteger(value)) throw wrong(where, `"${field}" is no whole number`);
  return value;
}

export function text(row: Detail, field: string, where: Where): string {
  const value = row[field];
  if (typeof value !== 'string' || value === '') throw wrong(where, `"${field}" is missing`);
  return value;
}

/** Text, or null when the field is absent, null or empty. */
export function optional(row: Detail | undefined, field: string): string | null {
  const value = row?.[field];
  return typeof value === 'string' && value !== '' ? value : null;
}

export function counter(row: Detail, field: string): number | null {
  const value = Number(row[field] ?? Number.NaN);
  return Number.isSafeInteger(value) ? value : null;
}

/** A decimal as millionths; absent only when a default is given. */
export function decimal(row: Detail, field: string, where: Where, absent?: bigint): bigint {
  const value = row[field];
  if ((value === undefined || value === null) && absent !== undefined) return absent;
  const parsed = typeof value === 'string' ? toMillionths(value) : undefined;
  if (parsed === undefined) throw wrong(where, `"${field}" is no decimal number`);
  return parsed;
}

/** dd/MM/yyyy → yyyy-mm-dd. */
export function date(row: Detail, field: string, where: Where): string {
  const match = typeof row[field] === 'string' ? /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(row[field]) : null;
  if (!match) throw wrong(where, `"${field}" is no date (dd/MM/yyyy)`);
  return `${match[3]}-${match[2]}-${match[1]}`;
}

/** yyyy-mm-dd → dd/MM/yyyy; a caller's mistake is told at once, because the vendor would ignore the filter instead. */
export function vendorDate(text: string): string {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!match || Number.isNaN(Date.parse(text))) throw new RangeError(`not a date (yyyy-mm-dd): ${text}`);
  return `${match[3]}/${match[2]}/${match[1]}`;
}

export function rangeFilter(range: DateRange): string {
  if (range.from > range.to) throw new RangeError(`the range ends before it begins: ${range.from} … ${range.to}`);
  return `filter.transDate.op=BETWEEN&filter.transDate.val[0]=${vendorDate(range.from)}&filter.transDate.val[1]=${vendorDate(range.to)}`;
}
