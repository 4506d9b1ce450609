// How people and programs write numbers and dates, turned into the one way in which PostgreSQL reads them without doubt.
// Only the form is judged here; what a value may be, the table knows.
import { BadValue, date, dateParser, MOMENT, moment } from './date-format.ts';
import type { LoadColumn, Mapping } from './header.ts';

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

// A mapping says which mark parts the decimals, so the other one can only part thousands.
const MAPPED = {
  point: { form: /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?$/, thousands: /,/g, example: '1,234.50' },
  comma: { form: /^[+-]?(?:\d{1,3}(?:\.\d{3})+|\d+)?(?:,\d*)?$/, thousands: /\./g, example: '1.234,50' },
} as const;

function mappedNumber(text: string, mark: Mapping['decimal_mark']): string {
  const { form, thousands, example } = MAPPED[mark];
  const bare = text.replace(/^([+-]?)(?:rp|idr)\.?\s*/i, '$1');
  if (!form.test(bare) || !/\d/.test(bare)) throw new BadValue(`is not a number written like ${example} (portal.csv_mappings)`);
  return bare.replace(thousands, '').replace(',', '.');
}

function numeric(column: LoadColumn, decimalComma: boolean, mapping: Mapping | undefined): Convert {
  return (raw) => {
    const text = raw.trim();
    if (text === '') return null;
    const value = mapping === undefined ? number(text, decimalComma) : mappedNumber(text, mapping.decimal_mark);
    const [whole = '', decimals = ''] = value.replace(/^[+-]?0*/, '').split('.');
    if (column.decimals !== null && decimals.replace(/0+$/, '').length > column.decimals)
      throw new BadValue(`has more than ${column.decimals} decimals`);
    if (whole.length > (column.digits === null ? MAX_DIGITS : column.digits - (column.decimals ?? 0)) || decimals.length > MAX_DIGITS)
      throw new BadValue('is too large a number');
    return value;
  };
}

function integer(limit: bigint, mapping: Mapping | undefined): Convert {
  return (raw) => {
    const trimmed = raw.trim();
    if (trimmed === '') return null;
    const text = mapping === undefined ? trimmed : mappedNumber(trimmed, mapping.decimal_mark);
    // Spreadsheets write 3 as 3.0 once a column was a number with decimals.
    const value = text.replace(/[.,]0+$/, '');
    if (!PLAIN.test(value)) throw new BadValue('is not a whole number');
    if (value.length > 20 || BigInt(value.replace('+', '')) >= limit || BigInt(value.replace('+', '')) < -limit)
      throw new BadValue('is too large a number');
    return value;
  };
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

/** The converter of a column. `decimalComma`: the file is parted by semicolons. `mapping`: how the source writes it, when known. */
export function converter(column: LoadColumn, decimalComma: boolean, mapping?: Mapping): Convert {
  const format = mapping?.date_format ?? null;
  switch (column.data_type) {
    case 'text':
      return (text) => (text === '' ? null : text);
    case 'numeric':
      return numeric(column, decimalComma, mapping);
    case 'int4':
      return integer(2n ** 31n, mapping);
    case 'int8':
      return integer(2n ** 63n, mapping);
    case 'date':
      return format === null ? date : dateParser(format, 'date');
    case MOMENT:
      return format === null ? moment : dateParser(format, 'moment');
    case 'bool':
      return bool;
    default:
      throw new Error(`mandor load cannot read columns of type ${column.data_type} (${column.column_name}) yet.`);
  }
}
