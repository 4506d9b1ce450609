// How people and programs write numbers and dates, turned into the one way in which PostgreSQL reads them without doubt.
// Only the form is judged here; what a value may be, the table knows.
import type { LoadColumn } from './header.ts';

/** A cell that is not of its column's type. The message goes behind the value: `"12,5a" is not a number`. */
export class BadValue extends Error {
  override readonly name = 'BadValue';
}

/** Turns the text of a cell into PostgreSQL's text of the type; null for an empty cell. */
export type Convert = (text: string) => string | null;

const PLAIN = /^[+-]?\d+$/;
const POINT = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;
const COMMA = /^[+-]?(?:\d+,?\d*|,\d+)$/;
// 1.234 in a file with decimal commas: one thousand or one and a bit? Nobody can tell, so nobody guesses.
const GROUPED = /^[+-]?[1-9]\d{0,2}(?:\.\d{3})+$/;
const MAX_DIGITS = 30;

function number(text: string, decimalComma: boolean): string {
  if (PLAIN.test(text)) return text;
  if (decimalComma) {
    if (COMMA.test(text)) return text.replace(',', '.');
    if (GROUPED.test(text))
      throw new BadValue('may be thousands or decimals: write it without thousands separators and with a decimal comma');
    if (POINT.test(text)) return text;
  } else {
    if (POINT.test(text)) return text;
    if (COMMA.test(text)) throw new BadValue('is not a number with a decimal point (a decimal comma is read only in files parted by ;)');
  }
  if (/^[+-]?\d[\d.,' \u00a0]*$/.test(text)) throw new BadValue('is not a number: write it without thousands separators');
  throw new BadValue('is not a number');
}

function numeric(column: LoadColumn, decimalComma: boolean): Convert {
  return (raw) => {
    const text = raw.trim();
    if (text === '') return null;
    const value = number(text, decimalComma);
    const [whole = '', decimals = ''] = value.replace(/^[+-]?0*/, '').split('.');
    if (column.decimals !== null && decimals.replace(/0+$/, '').length > column.decimals)
      throw new BadValue(`has more than ${column.decimals} decimals`);
    if (whole.length > (column.digits === null ? MAX_DIGITS : column.digits - (column.decimals ?? 0)) || decimals.length > MAX_DIGITS)
      throw new BadValue('is too large a number');
    return value;
  };
}

function integer(limit: bigint): Convert {
  return (raw) => {
    const text = raw.trim();
    if (text === '') return null;
    // Spreadsheets write 3 as 3.0 once a column was a number with decimals.
    const value = text.replace(/[.,]0+$/, '');
    if (!PLAIN.test(value)) throw new BadValue('is not a whole number');
    if (value.length > 20 || BigInt(value.replace('+', '')) >= limit || BigInt(value.replace('+', '')) < -limit)
      throw new BadValue('is too large a number');
    return value;
  };
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** yyyy-mm-dd or dd/mm/yyyy; a midnight behind it, as exports add, is passed over. */
export function date(raw: string): string | null {
  const text = raw.trim();
  if (text === '') return null;
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?$/.exec(text);
  const slashed = iso === null ? /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: 00:00(?::00)?)?$/.exec(text) : null;
  if (iso === null && slashed === null) throw new BadValue('is not a date (yyyy-mm-dd or dd/mm/yyyy)');
  const [year, month, day] = (iso === null ? [slashed![3], slashed![2], slashed![1]] : iso.slice(1)).map(Number) as [
    number,
    number,
    number,
  ];
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = month === 2 && isLeap ? 29 : DAYS[month - 1];
  if (year < 1900 || last === undefined || day < 1 || day > last)
    throw new BadValue('is no day of the calendar (yyyy-mm-dd or dd/mm/yyyy)');
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

const YES = new Set(['true', 't', '1', 'yes', 'y', 'ya']);
const NO = new Set(['false', 'f', '0', 'no', 'n', 'tidak']);

function bool(raw: string): string | null {
  const text = raw.trim().toLowerCase();
  if (text === '') return null;
  if (YES.has(text)) return 'true';
  if (NO.has(text)) return 'false';
  throw new BadValue('is neither true nor false');
}

/** The converter of a column. `decimalComma`: the file is parted by semicolons. */
export function converter(column: LoadColumn, decimalComma: boolean): Convert {
  switch (column.data_type) {
    case 'text':
      return (text) => (text === '' ? null : text);
    case 'numeric':
      return numeric(column, decimalComma);
    case 'int4':
      return integer(2n ** 31n);
    case 'int8':
      return integer(2n ** 63n);
    case 'date':
      return date;
    case 'bool':
      return bool;
    default:
      throw new Error(`mandor load cannot read columns of type ${column.data_type} (${column.column_name}) yet.`);
  }
}
