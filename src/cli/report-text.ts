// How a report asked for by name looks on a terminal and in a CSV file. What it says comes from the database.
import { stringify } from 'csv-stringify/sync';
import { table } from './output.ts';

export type Cell = string | number | boolean | null;

export interface ReportColumn {
  readonly name: string;
  readonly label: string;
  /** Decimals of a number; absent for anything else. */
  readonly decimals?: number;
  readonly kind?: 'number' | 'text' | 'date';
}

/** A filter of the catalog. */
export interface ReportFilter {
  readonly name: string;
  readonly label: string;
  readonly example: string;
  readonly default?: string;
}

/** What `ops.report_run` answers. */
export interface Report {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly columns: readonly ReportColumn[];
  readonly filters: readonly { name: string; label: string; operator: string; value: string; is_default: boolean }[];
  readonly rows: readonly Readonly<Record<string, Cell>>[];
  readonly total: number;
  readonly is_cut: boolean;
}

const WIDEST = 48;
const DATE = new Intl.DateTimeFormat('id-ID', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const numberText = (value: number, decimals: number): string =>
  value.toLocaleString('id-ID', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });

// Names come from vendors: a control sequence in one must not move the reader's cursor.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const tame = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');

function cellText(value: Cell | undefined, column: ReportColumn): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'number') return numberText(value, column.decimals ?? 0);
  if (typeof value === 'boolean') return value ? 'ya' : 'tidak';
  if (column.kind === 'date') return DATE.format(new Date(`${value}T00:00:00Z`));
  const text = tame(value);
  return text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text;
}

/** The report as a table, with the filters that held and how many rows there are. */
export function reportText(report: Report): string {
  const { columns, rows, filters } = report;
  const held = filters.map(
    (f) => `${f.label} ${f.operator === 'contains' ? 'memuat' : f.operator} ${tame(f.value)}${f.is_default ? ' (bawaan)' : ''}`,
  );
  const numbers = new Set(columns.flatMap((c, i) => (rows.some((r) => typeof r[c.name] === 'number') ? [i] : [])));
  return [
    report.title,
    ...(held.length === 0 ? [] : [`Filter: ${held.join(' · ')}`]),
    '',
    rows.length === 0
      ? 'Tidak ada baris.'
      : table(
          columns.map((c) => c.label),
          rows.map((row) => columns.map((c) => cellText(row[c.name], c))),
          numbers,
        ),
    '',
    report.is_cut
      ? `${numberText(rows.length, 0)} dari ${numberText(report.total, 0)} baris; --limit menampilkan lebih banyak.`
      : `${numberText(report.total, 0)} baris.`,
  ].join('\n');
}

// A spreadsheet runs a cell that begins so (also behind blanks, and in full-width letters) as a formula.
const FORMULA = /^\s*[=+\-@|\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

/** The report as CSV: plain numbers, ISO dates; text that a spreadsheet would run as a formula gets an apostrophe. */
export function reportCsv(report: Report): string {
  const safe = (value: Cell | undefined): string =>
    value === null || value === undefined ? '' : typeof value === 'string' && FORMULA.test(value) ? `'${value}` : String(value);
  return stringify([report.columns.map((c) => safe(c.label)), ...report.rows.map((row) => report.columns.map((c) => safe(row[c.name])))]);
}

/** The catalog: each report with its filters. */
export function catalogText(
  reports: readonly { key: string; title: string; description: string; filters: readonly ReportFilter[] }[],
): string {
  return reports
    .map((r) =>
      [
        `${r.key}: ${r.title}`,
        `  ${r.description}`,
        ...r.filters.map(
          (f) => `  --filter ${`${f.name}=${f.example}`.padEnd(28)} ${f.label}${f.default === undefined ? '' : ` (bawaan: ${f.default})`}`,
        ),
      ].join('\n'),
    )
    .join('\n\n');
}
