// Which cell of a line belongs to which column of the table.
import { LoadRefused, type Problem, refusal } from './problem.ts';

/** A column that a file may have, as portal.load_columns tells it. */
export interface LoadColumn {
  readonly column_name: string;
  /** text, int4, int8, numeric, date or bool. */
  readonly data_type: string;
  readonly digits: number | null;
  readonly decimals: number | null;
  readonly role: 'value' | 'snapshot' | 'computed';
  readonly is_key: boolean;
  readonly is_required: boolean;
  readonly description: string | null;
}

export const DELIMITERS = [',', ';'] as const;

/** A header of another program's export, as portal.load_mappings tells it. */
export interface Mapping {
  readonly source_header: string;
  /** As it is compared: trimmed, lower case, runs of blanks as one. */
  readonly header_key: string;
  /** Column of the table; - for a header that is known and passed over. */
  readonly column_name: string;
  /** point: 1,234.50 · comma: 1.234,50 */
  readonly decimal_mark: 'point' | 'comma';
  /** As to_timestamp reads it; null: ISO or dd/mm/yyyy. */
  readonly date_format: string | null;
}

/** The cells of a header in the form in which they are compared. */
const names = (cells: readonly string[]): string[] => cells.map((cell) => cell.trim().replace(/\s+/g, ' ').toLowerCase());

/** The delimiter under which the first line names most columns; the comma when that decides nothing. */
export function detectDelimiter(firstLine: string, known: ReadonlySet<string>): string {
  const hits = (delimiter: string): number =>
    names(firstLine.split(delimiter).map((cell) => cell.replaceAll('"', ''))).filter((name) => known.has(name)).length;
  const cells = (delimiter: string): number => firstLine.split(delimiter).length;
  const [best] = [...DELIMITERS].sort((a, b) => hits(b) - hits(a) || cells(b) - cells(a));
  return best!;
}

/** Number of single-letter changes between two words (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}

function nearest(name: string, known: readonly string[]): string {
  const plain = name.replace(/[\s-]+/g, '_');
  const [best] = known
    .map((k) => ({ k, d: Math.min(distance(plain.slice(0, 63), k), distance(name.slice(0, 63), k.toLowerCase())) }))
    .sort((a, b) => a.d - b.d);
  return best !== undefined && best.d <= Math.max(2, plain.length / 3) ? `; did you mean ${best.k}?` : '';
}

/** What a cell of each line is. */
export interface Cell {
  /** Undefined: known and passed over. */
  readonly column: LoadColumn | undefined;
  /** How it is written, when portal.csv_mappings knows its header. */
  readonly mapping: Mapping | undefined;
}

/** What each cell of a line is. */
export interface Header {
  readonly cells: readonly Cell[];
}

/** A mapped header goes before a column of the same name: somebody wrote that row on purpose. */
function cellOf(name: string, known: ReadonlyMap<string, LoadColumn>, mapped: ReadonlyMap<string, Mapping>): Cell | undefined {
  const mapping = mapped.get(name);
  if (mapping?.column_name === '-') return { column: undefined, mapping };
  const column = known.get(mapping?.column_name ?? name);
  return column === undefined && mapping === undefined ? undefined : { column, mapping };
}

/**
 * Compares a header with the columns of the table and the known headers of other programs. Order, case and blanks do not
 * matter.
 * @throws LoadRefused naming every cell that is unknown, empty or doubled, and every column that is missing.
 */
export function readHeader(
  cells: readonly string[],
  line: number,
  table: string,
  columns: readonly LoadColumn[],
  mappings: readonly Mapping[] = [],
): Header {
  const known = new Map(columns.map((c) => [c.column_name, c]));
  const mapped = new Map(mappings.map((m) => [m.header_key, m]));
  const given = names(cells);
  const found = given.map((name) => (name === '' ? undefined : cellOf(name, known, mapped)));
  const problems: Problem[] = [];
  for (const [i, name] of given.entries()) {
    const at = { line, column: i + 1, name: null, value: cells[i]! };
    const column = found[i]?.column;
    const twin = column === undefined ? -1 : found.findIndex((cell) => cell?.column === column);
    if (name === '') problems.push({ ...at, value: null, message: 'the header has no name here' });
    else if (given.indexOf(name) < i)
      problems.push({ ...at, message: `stands in the header twice (column ${given.indexOf(name) + 1} too)` });
    else if (found[i] === undefined)
      problems.push({
        ...at,
        message: `is no column of ${table}${nearest(name, [...known.keys(), ...mappings.map((m) => m.source_header)])}`,
      });
    else if (column === undefined && found[i]?.mapping?.column_name !== '-')
      problems.push({
        ...at,
        message: `is mapped to ${found[i]?.mapping?.column_name}, which ${table} has not (portal.csv_mappings)`,
      });
    else if (twin !== -1 && twin < i)
      problems.push({ ...at, message: `is ${column?.column_name}, and so is ${JSON.stringify(cells[twin])} (column ${twin + 1})` });
  }
  const missing = columns.filter((c) => c.is_required && !found.some((cell) => cell?.column === c)).map((c) => title(c, mappings));
  if (missing.length > 0)
    problems.push({
      line,
      column: null,
      name: null,
      value: null,
      message: `the header lacks ${missing.length === 1 ? 'the column' : 'the columns'} ${missing.join(', ')}`,
    });
  if (problems.length === 0) return { cells: found as Cell[] };
  const usable = columns.filter((c) => c.role !== 'computed').map((c) => c.column_name + (c.is_required ? ' (needed)' : ''));
  const others =
    mappings.length === 0 ? '' : ` Headers of other programs are rows of portal.csv_mappings (${mappings.length} for this table).`;
  throw new LoadRefused(
    problems.slice(0, 20),
    `The first line must name the columns, parted by , or ;. Columns of ${table}: ${usable.join(', ')}.${others}`,
  );
}

/** A column with the headers under which exports bring it. */
function title(column: LoadColumn, mappings: readonly Mapping[]): string {
  const headers = mappings.filter((m) => m.column_name === column.column_name).map((m) => m.source_header);
  return headers.length === 0 ? column.column_name : `${column.column_name} (${headers.join(', ')})`;
}

/** @throws LoadRefused when a line has more or fewer cells than the header. */
export function checkWidth(cells: readonly string[], header: Header, line: number): void {
  if (cells.length === header.cells.length) return;
  throw refusal(
    `has ${cells.length} cells, the header has ${header.cells.length}`,
    'A cell that holds the delimiter must stand in quotes; with ; between cells, a decimal comma needs none.',
    { line },
  );
}
