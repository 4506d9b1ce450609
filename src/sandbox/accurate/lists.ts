import { fromVendorDate } from '../dates.ts';
import type { ActiveFault } from './faults.ts';
import type { Query } from './query.ts';
import type { Json } from './render.ts';

const DEFAULT_PAGE_SIZE = 20;

/** Rows of a module, addressed by position, so that a page renders only its own rows. */
export interface Listing {
  readonly ids: readonly number[];
  row(id: number): Json | undefined;
}

export interface Filter {
  readonly field: string;
  readonly op: string;
  readonly values: readonly string[];
}

/**
 * The filters that the vendor understands: `filter.f=v`, `filter.f.val`, `filter.f.val[0]`, each with an optional
 * `filter.f.op`. Anything else (`filter.transDate.from`, a misspelt name) is ignored without a word, as at the vendor.
 */
export function readFilters(query: Query, known: readonly string[]): Filter[] {
  const found: Filter[] = [];
  for (const field of known) {
    const name = `filter.${field}`;
    const short = query.get(name);
    const values = [...query.all(`${name}.val`), ...indexed(query, `${name}.val`)];
    const op = query.get(`${name}.op`) ?? 'EQUAL';
    if (short !== undefined) found.push({ field, op: 'EQUAL', values: [short] });
    else if (values.length > 0 || op === 'EMPTY' || op === 'NOT_EMPTY') found.push({ field, op, values });
  }
  return found;
}

function indexed(query: Query, name: string): string[] {
  const values: string[] = [];
  for (let i = 0; query.get(`${name}[${i}]`) !== undefined; i++) values.push(query.get(`${name}[${i}]`) as string);
  return values;
}

export function passes(row: Json, filters: readonly Filter[]): boolean {
  return filters.every(({ field, op, values }) => test(row[field], op, values));
}

function test(value: unknown, op: string, values: readonly string[]): boolean {
  const first = values[0] ?? '';
  const against = (other: string) => compare(comparable(value), comparable(other));
  const inside = () => against(first) >= 0 && against(values[1] ?? first) <= 0;
  switch (op) {
    case 'NOT_EQUAL':
      return against(first) !== 0;
    case 'CONTAIN':
      return String(value ?? '')
        .toLowerCase()
        .includes(first.toLowerCase());
    case 'BETWEEN':
      return inside();
    case 'NOT_BETWEEN':
      return !inside();
    case 'GREATER_THAN':
      return against(first) > 0;
    case 'GREATER_EQUAL_THAN':
      return against(first) >= 0;
    case 'LESS_THAN':
      return against(first) < 0;
    case 'LESS_EQUAL_THAN':
      return against(first) <= 0;
    case 'EMPTY':
      return value === null || value === '';
    case 'NOT_EMPTY':
      return value !== null && value !== '';
    default:
      return against(first) === 0;
  }
}

/** Dates compare as dates, numbers as numbers, the rest as text. */
function comparable(value: unknown): string | number {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const date = fromVendorDate(text);
  if (date) return `${date}${text.slice(10)}`;
  return text !== '' && !Number.isNaN(Number(text)) ? Number(text) : text;
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === typeof b) return a < b ? -1 : a > b ? 1 : 0;
  return String(a) < String(b) ? -1 : 1;
}

/** One page in the vendor's envelope. List faults act here, where rows and totals are known. */
export function page(listing: Listing, query: Query, filters: readonly Filter[], maxPageSize: number, fault?: ActiveFault): Json {
  const sort = query.get('sp.sort') ?? null;
  const filtered = filters.length === 0 ? listing.ids : listing.ids.filter((id) => passes(listing.row(id) ?? {}, filters));
  const ids = sorted(listing, filtered, sort);
  const pageSize = Math.max(1, Math.min(maxPageSize, Number(query.get('sp.pageSize')) || DEFAULT_PAGE_SIZE));
  const asked = Math.max(1, Number(query.get('sp.page')) || 1);
  const start = (asked - 1) * pageSize;
  let shown = ids.slice(start, start + pageSize);
  if (fault?.kind === 'repeated_page') shown = ids.slice(Math.max(0, start - pageSize), Math.max(pageSize, start));
  if (fault?.kind === 'shifted_page') shown = ids.slice(Math.max(0, start + fault.by), start + fault.by + pageSize);
  if (fault?.kind === 'half_page') shown = shown.slice(0, Math.floor(shown.length / 2));
  const rowCount = ids.length + (fault?.kind === 'changed_total' ? fault.by : 0);
  return {
    s: true,
    d: shown.map((id) => chosen(listing.row(id) ?? {}, query.fields)),
    sp: { page: asked, sort, pageSize, pageCount: Math.ceil(rowCount / pageSize), rowCount, start, limit: null },
  };
}

/** Without `fields` a row is its id; unknown names are dropped, so a typo gives rows without the field. */
function chosen(row: Json, fields: readonly string[] | undefined): Json {
  const out: Json = {};
  for (const field of fields ?? ['id']) {
    if (field in row) out[field] = row[field];
  }
  return out;
}

/** Unsorted lists come newest first: whoever pages without a sort meets moving pages here too. */
function sorted(listing: Listing, ids: readonly number[], sort: string | null): readonly number[] {
  if (sort === 'id|asc') return ids;
  if (sort === null) return ids.toReversed();
  const keys = sort.split(';').map((part) => part.split('|'));
  const rows = new Map(ids.map((id) => [id, listing.row(id) ?? {}]));
  return ids.toSorted((a, b) => {
    for (const [field, direction] of keys) {
      const order = compare(comparable(rows.get(a)?.[field as string]), comparable(rows.get(b)?.[field as string]));
      if (order !== 0) return direction === 'desc' ? -order : order;
    }
    return a - b;
  });
}
