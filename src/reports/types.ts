// A report is frozen once, in SQL, with every number already worded. Mail, Sheet and Notion only lay it out, so this file holds its
// shape and nothing that could compute a figure. The check is by hand: it runs once a mail, and the sender of a bad report is our
// own SQL, whose author wants to hear the path of the field.

/** How a section presses; the layout shows it as a word and a colour, never by colour alone. */
export type Tone = 'critical' | 'warning' | 'neutral';

/** One number of the head of a report, worded: `value` "143.574 pasang". */
export interface KeyFigure {
  label: string;
  value: string;
  note?: string | null;
}

/** A table of worded cells. Every row, and `footer` if there is one, has as many cells as there are columns. */
export interface ReportTable {
  columns: { label: string; align: 'left' | 'right' }[];
  rows: string[][];
  footer?: string[] | null;
}

/** One block of a report: sentences for people, then a table, then what was left out (`more`). */
export interface ReportSection {
  key: string;
  title: string;
  tone: Tone;
  intro?: string | null;
  sentences: string[];
  table?: ReportTable | null;
  more?: string | null;
}

/** A frozen report as it stands in work_item_revisions.result. */
export interface FrozenReport {
  kind: string;
  title: string;
  business_date: string;
  date_text: string;
  subject: string;
  preheader: string;
  verdict: string;
  /** A few sentences under the verdict; absent in reports that have none. */
  opening?: string | null;
  is_ready: boolean;
  key_figures: KeyFigure[];
  sections: ReportSection[];
  changes: { since_text?: string | null; items: string[] };
  /** Who changed which settings and mappings; absent in reports that rest on none. */
  settings_changes?: { since_text?: string | null; items: string[] } | null;
  warnings: string[];
  /** What is asked of this reader, said at the top; only in a mail that waits for an answer. */
  request?: string | null;
  how_to_answer: string[];
  steps: string[];
  footer: string[];
  /** Where the report can be seen besides the mail; read when the mail is sent, not frozen. */
  links?: { label: string; url: string; note?: string | null }[] | null;
  /** How it compares with what a person made by hand; read when the mail is sent, not frozen. */
  parallel?: string | null;
}

type Fields = Record<string, unknown>;
type Check = (value: unknown, path: string) => string[];

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** "is missing" and "is not …" are different mistakes of the SQL author, so they are said differently. */
const wrong = (value: unknown, path: string, wanted: string): string[] => [
  value === undefined ? `${path} is missing` : `${path} is not ${wanted}`,
];

const text: Check = (value, path) => (typeof value === 'string' ? [] : wrong(value, path, 'a text'));
const filled: Check = (value, path) => (typeof value === 'string' && value.trim() !== '' ? [] : wrong(value, path, 'a non-empty text'));
/** Only what a browser opens: an address such as javascript: is none. */
const address: Check = (value, path) =>
  typeof value === 'string' && value.length <= 500 && /^https?:\/\/\S+$/.test(value) && URL.canParse(value)
    ? []
    : wrong(value, path, 'a web address');
const flag: Check = (value, path) => (typeof value === 'boolean' ? [] : wrong(value, path, 'true or false'));
const oneOf =
  (...allowed: string[]): Check =>
  (value, path) =>
    allowed.includes(value as string) ? [] : wrong(value, path, `one of ${allowed.join(', ')}`);
const optional =
  (check: Check): Check =>
  (value, path) =>
    value === undefined || value === null ? [] : check(value, path);
const listOf =
  (check: Check): Check =>
  (value, path) =>
    Array.isArray(value) ? value.flatMap((item, i) => check(item, `${path}[${i}]`)) : wrong(value, path, 'a list');
const object =
  (fields: Record<string, Check>): Check =>
  (value, path) =>
    isFields(value)
      ? Object.entries(fields).flatMap(([name, check]) => check(value[name], path === '' ? name : `${path}.${name}`))
      : wrong(value, path === '' ? 'the report' : path, 'an object');

const tableShape = object({
  columns: listOf(object({ label: text, align: oneOf('left', 'right') })),
  rows: listOf(listOf(text)),
  footer: optional(listOf(text)),
});

const table: Check = (value, path) => {
  const problems = tableShape(value, path);
  if (problems.length > 0) return problems;
  const { columns, rows, footer } = value as ReportTable;
  const cells = (row: string[], where: string): string[] =>
    row.length === columns.length ? [] : [`${where} has ${row.length} cells for ${columns.length} columns`];
  return [
    ...(columns.length === 0 ? [`${path}.columns is empty`] : []),
    ...rows.flatMap((row, i) => cells(row, `${path}.rows[${i}]`)),
    ...(footer ? cells(footer, `${path}.footer`) : []),
  ];
};

const report = object({
  kind: filled,
  title: filled,
  business_date: filled,
  date_text: filled,
  subject: filled,
  preheader: text,
  verdict: filled,
  opening: optional(text),
  is_ready: flag,
  key_figures: listOf(object({ label: filled, value: filled, note: optional(text) })),
  sections: listOf(
    object({
      key: filled,
      title: filled,
      tone: oneOf('critical', 'warning', 'neutral'),
      intro: optional(text),
      sentences: listOf(text),
      table: optional(table),
      more: optional(text),
    }),
  ),
  changes: object({ since_text: optional(text), items: listOf(text) }),
  settings_changes: optional(object({ since_text: optional(text), items: listOf(text) })),
  warnings: listOf(text),
  request: optional(text),
  how_to_answer: listOf(text),
  steps: listOf(text),
  footer: listOf(text),
  links: optional(listOf(object({ label: filled, url: address, note: optional(text) }))),
  parallel: optional(text),
});

/** What is wrong with the shape of a frozen report, one line per field with its path; empty when it is well formed. */
export function reportProblems(value: unknown): string[] {
  return report(value, '');
}

/**
 * Returns `value` as a report, unchanged.
 * @throws Error naming the first ten missing or wrong fields.
 */
export function readReport(value: unknown): FrozenReport {
  const problems = reportProblems(value);
  if (problems.length === 0) return value as FrozenReport;
  const shown = problems.slice(0, 10).join('; ');
  const rest = problems.length > 10 ? `; and ${problems.length - 10} more` : '';
  throw new Error(`The frozen report cannot be laid out: ${shown}${rest}. Correct the SQL function that freezes it, then run it again.`);
}
