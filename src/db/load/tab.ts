// A tab of a Sheet as rows of a table. The same headers and the same converters as for files; what differs is that cells
// may be numbers already, that dates are days since 1899-12-30, and that a place is the name of a cell.
import { BadValue } from './date-format.ts';
import { type LoadColumn, readHeader } from './header.ts';
import { LoadRefused, MAX_PROBLEMS, type Problem } from './problem.ts';
import { converter } from './values.ts';

export type TabCell = string | number | boolean | null | undefined;

export interface TabSpec {
  readonly table: string;
  readonly columns: readonly LoadColumn[];
  /** Row of the header, from 1. */
  readonly headerRow: number;
  /** Header → column, "-" = passed over. Compared trimmed, in lower case, runs of blanks as one. */
  readonly mapping: Readonly<Record<string, string>>;
  readonly decimalComma: boolean;
}

export interface TabRows {
  readonly columns: readonly string[];
  /** Column number of each in the tab, from 1. */
  readonly cells: readonly number[];
  /** [row of the tab, value …], values as PostgreSQL reads them. */
  readonly rows: readonly (readonly (number | string | null)[])[];
  readonly problems: readonly Problem[];
}

const FORMULA_ERRORS = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|ERROR!)$/;
const DAY_MS = 86_400_000;
const DAY_ZERO = Date.UTC(1899, 11, 30);

const plain = (header: string): string => header.trim().toLowerCase().replace(/\s+/g, ' ');
const isEmpty = (cell: TabCell): boolean => cell === undefined || cell === null || (typeof cell === 'string' && cell.trim() === '');

/** A number as people see it: Sheets computes in binary and shows 15 digits. */
function digits(value: number): string {
  const text = String(Number(value.toPrecision(15)));
  return text.includes('e') ? BigInt(Math.round(value)).toString() : text;
}

function dayOf(serial: number): string {
  if (!Number.isInteger(serial)) throw new BadValue('is not a date (yyyy-mm-dd or dd/mm/yyyy)');
  const day = new Date(DAY_ZERO + serial * DAY_MS);
  if (Number.isNaN(day.getTime()) || day.getUTCFullYear() < 1900 || day.getUTCFullYear() > 9999)
    throw new BadValue('is not a date (yyyy-mm-dd or dd/mm/yyyy)');
  return day.toISOString().slice(0, 10);
}

/** Cells as the texts that converters read. */
function textOf(cell: TabCell, column: LoadColumn, decimalComma: boolean): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'boolean') return column.data_type === 'text' ? (cell ? 'TRUE' : 'FALSE') : String(cell);
  if (typeof cell === 'number') {
    if (column.data_type === 'date') return dayOf(cell);
    const text = digits(cell);
    return decimalComma && column.data_type !== 'text' ? text.replace('.', ',') : text;
  }
  if (FORMULA_ERRORS.test(cell)) throw new BadValue('shows a formula error');
  // jsonb, in which the rows travel, holds neither.
  if (cell.includes('\0') || !cell.isWellFormed()) throw new BadValue('holds characters that cannot be stored');
  return cell;
}

interface Placed {
  readonly cell: number;
  readonly column: LoadColumn;
}

/** Which cell of a row belongs to which column. A column without a header is passed over only when nothing stands in it. */
function readTabHeader(values: readonly (readonly TabCell[])[], spec: TabSpec): Placed[] {
  const { headerRow } = spec;
  const mapping = new Map(Object.entries(spec.mapping).map(([header, column]) => [plain(header), column]));
  const head = values[headerRow - 1] ?? [];
  if (head.every(isEmpty))
    throw new LoadRefused([{ line: headerRow, column: null, name: null, value: null, message: 'the tab has no header in this row' }]);
  const body = values.slice(headerRow);
  const width = Math.max(head.length, ...body.map((row) => row.length));
  const kept: { cell: number; name: string }[] = [];
  for (let i = 0; i < width; i++) {
    const header = isEmpty(head[i]) ? '' : String(head[i]);
    const name = header === '' ? '' : (mapping.get(plain(header)) ?? header);
    if (name === '-' || (name === '' && body.every((row) => isEmpty(row[i])))) continue;
    kept.push({ cell: i + 1, name });
  }
  try {
    const header = readHeader(
      kept.map((k) => k.name),
      headerRow,
      spec.table,
      spec.columns,
    );
    return header.cells.flatMap(({ column }, i) => (column?.role === 'value' ? [{ cell: kept[i]!.cell, column }] : []));
  } catch (e) {
    if (!(e instanceof LoadRefused)) throw e;
    throw new LoadRefused(
      e.problems.map((p) => ({ ...p, column: p.column === null ? null : kept[p.column - 1]!.cell })),
      e.hint,
    );
  }
}

/** Reads a tab: header, then every row that is not empty. What is wrong is told, up to 20 places, and then no row counts. */
export function readTab(values: readonly (readonly TabCell[])[], spec: TabSpec): TabRows {
  let placed: Placed[];
  try {
    placed = readTabHeader(values, spec);
  } catch (e) {
    if (!(e instanceof LoadRefused)) throw e;
    return { columns: [], cells: [], rows: [], problems: e.problems };
  }
  const plan = placed.map((p) => ({ ...p, convert: converter(p.column, spec.decimalComma) }));
  const rows: (number | string | null)[][] = [];
  const problems: Problem[] = [];
  for (const [i, row] of values.slice(spec.headerRow).entries()) {
    if (row.every(isEmpty)) continue;
    const line = spec.headerRow + i + 1;
    const out: (number | string | null)[] = [line];
    for (const { cell, column, convert } of plan) {
      const given = row[cell - 1];
      const add = (message: string, value: string | null): number =>
        problems.push({ line, column: cell, name: column.column_name, value, message });
      try {
        const value = convert(textOf(given, column, spec.decimalComma));
        out.push(value);
        if (value === null && column.is_required) add('is empty and must not be', null);
      } catch (e) {
        if (!(e instanceof BadValue)) throw e;
        add(e.message, String(given));
      }
    }
    rows.push(out);
    if (problems.length >= MAX_PROBLEMS) break;
  }
  if (rows.length === 0) problems.push({ line: null, column: null, name: null, value: null, message: 'the tab has a header and no rows' });
  return {
    columns: plan.map((p) => p.column.column_name),
    cells: plan.map((p) => p.cell),
    rows,
    problems: problems.slice(0, MAX_PROBLEMS),
  };
}
