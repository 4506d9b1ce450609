// Dates and times as people and programs write them, turned into the one form that PostgreSQL reads without doubt.
import { refusal } from './problem.ts';

/** A cell that is not of its column's type. The message goes behind the value: `"12,5a" is not a number`. */
export class BadValue extends Error {
  override readonly name = 'BadValue';
}

/** Type of columns that hold a date and time as the source printed it (a domain of the database). */
export const MOMENT = 'moment';

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const two = (n: number): string => String(n).padStart(2, '0');

function isoDate(year: number, month: number, day: number, forms: string): string {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = month === 2 && isLeap ? 29 : DAYS[month - 1];
  if (year < 1900 || last === undefined || day < 1 || day > last) throw new BadValue(`is no day of the calendar (${forms})`);
  return `${year}-${two(month)}-${two(day)}`;
}

const DATE_FORMS = 'yyyy-mm-dd or dd/mm/yyyy';

/** yyyy-mm-dd or dd/mm/yyyy; a midnight behind it, as exports add, is passed over. */
export function date(raw: string): string | null {
  const text = raw.trim();
  if (text === '') return null;
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?$/.exec(text);
  const slashed = iso === null ? /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: 00:00(?::00)?)?$/.exec(text) : null;
  if (iso === null && slashed === null) throw new BadValue(`is not a date (${DATE_FORMS})`);
  const [year, month, day] = (iso === null ? [slashed![3], slashed![2], slashed![1]] : iso.slice(1)).map(Number);
  return isoDate(year!, month!, day!, DATE_FORMS);
}

const MOMENT_FORMS = 'yyyy-mm-dd hh:mm:ss or dd/mm/yyyy hh:mm:ss';

function clock(hour: number, minute: number, second: number): string {
  if (hour > 23 || minute > 59 || second > 59) throw new BadValue('is no time of a day');
  return `${two(hour)}:${two(minute)}:${two(second)}`;
}

/** A date with its time; seconds and an offset (Z, +07:00) may be missing. */
export function moment(raw: string): string | null {
  const text = raw.trim();
  if (text === '') return null;
  const found = /^(\d{4}-\d{2}-\d{2}|\d{1,2}\/\d{1,2}\/\d{4})[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/i.exec(
    text,
  );
  if (found === null) throw new BadValue(`is not a date with a time (${MOMENT_FORMS})`);
  const [, day, hour, minute, second = '0', zone = ''] = found;
  const offset = /^[+-]\d{4}$/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
  return `${date(day!)} ${clock(Number(hour), Number(minute), Number(second))}${offset}`;
}

// Exports name months in the language of whoever made them.
const MONTHS = [
  ['january', 'januari'],
  ['february', 'februari', 'pebruari'],
  ['march', 'maret'],
  ['april'],
  ['may', 'mei'],
  ['june', 'juni'],
  ['july', 'juli'],
  ['august', 'agustus', 'agt', 'ags'],
  ['september'],
  ['october', 'oktober'],
  ['november', 'nopember'],
  ['december', 'desember'],
];

function monthOf(text: string): number {
  const name = text.toLowerCase();
  const at = MONTHS.findIndex((names) => names.some((full) => full === name || (name.length >= 3 && full.slice(0, 3) === name)));
  if (at === -1) throw new BadValue('names no month');
  return at + 1;
}

const TOKENS: Readonly<Record<string, readonly [part: string, form: string]>> = {
  yyyy: ['year', '(\\d{4})'],
  yy: ['year2', '(\\d{2})'],
  month: ['name', '([\\p{L}]+)'],
  mon: ['name', '([\\p{L}]+)\\.?'],
  mm: ['month', '(\\d{1,2})'],
  dd: ['day', '(\\d{1,2})'],
  hh24: ['hour', '(\\d{1,2})'],
  hh12: ['hour12', '(\\d{1,2})'],
  hh: ['hour12', '(\\d{1,2})'],
  mi: ['minute', '(\\d{2})'],
  ss: ['second', '(\\d{2})'],
  am: ['half', '(am|pm)'],
  pm: ['half', '(am|pm)'],
};

/**
 * Makes a converter out of a format in PostgreSQL's words (to_timestamp): YYYY YY MM MON MONTH DD HH24 HH12 MI SS AM, FM is
 * passed over. The whole cell must fit: what to_timestamp would guess at is refused.
 * @throws LoadRefused when the format itself cannot be used.
 */
export function dateParser(format: string, into: 'date' | 'moment'): (raw: string) => string | null {
  const parts: string[] = [];
  let form = '';
  for (const piece of format.trim().split(/(yyyy|yy|month|mon|mm|dd|hh24|hh12|hh|mi|ss|am|pm|fm)/i)) {
    const token = TOKENS[piece.toLowerCase()];
    if (token !== undefined) {
      parts.push(token[0]);
      form += token[1];
    } else if (piece.toLowerCase() !== 'fm') form += piece.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/\s+/g, '\\s+');
  }
  const has = (...wanted: string[]): boolean => wanted.some((part) => parts.includes(part));
  const isUsable =
    has('year', 'year2') &&
    has('month', 'name') &&
    has('day') &&
    new Set(parts).size === parts.length &&
    (into === 'date' || has('hour', 'hour12'));
  if (!isUsable)
    throw refusal(
      `portal.csv_mappings has the date format ${JSON.stringify(format)}, which ${into === 'date' ? 'does not give one day' : 'does not give a day and a time'}`,
      'Write it as PostgreSQL does, for example DD/MM/YYYY or DD/MM/YYYY HH24:MI:SS.',
    );
  const whole = new RegExp(`^${form}$`, 'iu');
  return (raw) => {
    const text = raw.trim();
    if (text === '') return null;
    const found = whole.exec(text);
    if (found === null) throw new BadValue(`is not written as ${format} (portal.csv_mappings)`);
    const at: Record<string, string> = Object.fromEntries(parts.map((part, i) => [part, found[i + 1]!]));
    const year = at.year === undefined ? 2000 + Number(at.year2) : Number(at.year);
    const day = isoDate(year, at.name === undefined ? Number(at.month) : monthOf(at.name), Number(at.day), format);
    return into === 'date' ? day : `${day} ${clock(hourOf(at), Number(at.minute ?? 0), Number(at.second ?? 0))}`;
  };
}

function hourOf(at: Readonly<Record<string, string>>): number {
  if (at.hour12 === undefined || at.half === undefined) return Number(at.hour ?? at.hour12);
  const hour = Number(at.hour12);
  if (hour < 1 || hour > 12) throw new BadValue('is no time of a day');
  return (hour % 12) + (at.half.toLowerCase() === 'pm' ? 12 : 0);
}
