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

/** The cells of a header as names: trimmed, lower case. */
const names = (cells: readonly string[]): string[] => cells.map((cell) => cell.trim().toLowerCase());

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
  const [best] = known.map((k) => ({ k, d: distance(plain.slice(0, 63), k) })).sort((a, b) => a.d - b.d);
  return best !== undefined && best.d <= Math.max(2, plain.length / 3) ? `; did you mean ${best.k}?` : '';
}

/** Column of each cell of a line. */
export interface Header {
  readonly columns: readonly LoadColumn[];
}

/**
 * Compares a header with the columns of the table. Order and case do not matter.
 * @throws LoadRefused naming every cell that is unknown, empty or doubled, and every column that is missing.
 */
export function readHeader(cells: readonly string[], line: number, table: string, columns: readonly LoadColumn[]): Header {
  const known = new Map(columns.map((c) => [c.column_name, c]));
  const given = names(cells);
  const problems: Problem[] = [];
  for (const [i, name] of given.entries()) {
    const at = { line, column: i + 1, name: null, value: cells[i]! };
    if (name === '') problems.push({ ...at, value: null, message: 'the header has no name here' });
    else if (given.indexOf(name) < i)
      problems.push({ ...at, message: `stands in the header twice (column ${given.indexOf(name) + 1} too)` });
    else if (!known.has(name)) problems.push({ ...at, message: `is no column of ${table}${nearest(name, [...known.keys()])}` });
  }
  const missing = columns.filter((c) => c.is_required && !given.includes(c.column_name)).map((c) => c.column_name);
  if (missing.length > 0)
    problems.push({
      line,
      column: null,
      name: null,
      value: null,
      message: `the header lacks ${missing.length === 1 ? 'the column' : 'the columns'} ${missing.join(', ')}`,
    });
  if (problems.length === 0) return { columns: given.map((name) => known.get(name)!) };
  const usable = columns.filter((c) => c.role !== 'computed').map((c) => c.column_name + (c.is_required ? ' (needed)' : ''));
  throw new LoadRefused(
    problems.slice(0, 20),
    `The first line must name the columns, parted by , or ;. Columns of ${table}: ${usable.join(', ')}.`,
  );
}

/** @throws LoadRefused when a line has more or fewer cells than the header. */
export function checkWidth(cells: readonly string[], header: Header, line: number): void {
  if (cells.length === header.columns.length) return;
  throw refusal(
    `has ${cells.length} cells, the header has ${header.columns.length}`,
    'A cell that holds the delimiter must stand in quotes; with ; between cells, a decimal comma needs none.',
    { line },
  );
}
