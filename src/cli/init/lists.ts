// The lists of the first week: files that people fill in with a spreadsheet, and the SQL that takes each one.
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type pg from 'pg';
import { many, value } from '../../db/call.ts';
import { loadFile } from '../../db/load/load.ts';
import { MAX_PROBLEMS, type Problem, problemText } from '../../db/load/problem.ts';

type Cells = Readonly<Record<string, string>>;

/** A line that somebody filled in. */
interface Line {
  /** Physical line of the file. */
  readonly line: number;
  readonly cells: Cells;
}

export interface ListOutcome {
  readonly file: string;
  /** written: made now, to be filled in · waiting: nothing filled in · applied · refused: nothing of it was taken. */
  readonly status: 'written' | 'waiting' | 'applied' | 'refused';
  readonly added: number;
  readonly changed: number;
  readonly problems: readonly string[];
}

interface Sheet {
  readonly columns: readonly string[];
  readonly rows: readonly Line[];
}

/** Reads a list as a spreadsheet saves it: comma or semicolon, with or without a byte order mark. */
export async function readSheet(file: string, needed: readonly string[]): Promise<Sheet | string> {
  const text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
  const first = text.slice(0, text.search(/[\r\n]|$/));
  const delimiter = first.split(';').length > first.split(',').length ? ';' : ',';
  let cells: { record: string[]; info: { lines: number } }[];
  try {
    // `info.lines` is the line on which a record ends, which is the one to name: no cell of these lists spans two.
    cells = parse(text, { delimiter, info: true, relax_column_count: true, skip_empty_lines: true }) as unknown as typeof cells;
  } catch (error) {
    return (error as Error).message;
  }
  const columns = (cells[0]?.record ?? []).map((name) => name.trim().toLowerCase());
  const missing = needed.filter((name) => !columns.includes(name));
  if (missing.length > 0) return `the first line lacks ${missing.join(', ')}; it must name ${needed.join(', ')}`;
  const rows = cells.slice(1).flatMap(({ record, info }) => {
    if (record.every((cell) => cell.trim() === '')) return [];
    return [{ line: info.lines, cells: Object.fromEntries(columns.map((name, i) => [name, (record[i] ?? '').trim()])) }];
  });
  return { columns, rows };
}

interface List {
  readonly file: string;
  readonly columns: readonly string[];
  /** What the file holds when it is made. undefined: there is nothing to write yet. */
  readonly first: (pool: pg.Pool) => Promise<readonly Cells[] | undefined>;
  readonly apply: (pool: pg.Pool, sheet: Sheet, path: string) => Promise<Omit<ListOutcome, 'file'>>;
}

interface Answer {
  readonly status: 'applied' | 'refused';
  readonly added: number;
  readonly changed: number;
  readonly problems: readonly { line: number; name: string; value: string | null; message: string }[];
}

/** A list that one SQL function takes whole or refuses whole. */
const bySql =
  (name: 'ops.people_load' | 'ops.duties_load' | 'ops.recipients_load'): List['apply'] =>
  async (pool, sheet) => {
    if (sheet.rows.length === 0) return { status: 'waiting', added: 0, changed: 0, problems: [] };
    const answer = (await value(pool, name, {
      p_rows: sheet.rows.map(({ line, cells }) => ({ line, ...cells })) as never,
    })) as unknown as Answer;
    return { ...answer, problems: texts(answer.problems, sheet) };
  };

function texts(problems: Answer['problems'], sheet: Sheet): string[] {
  const shown = problems.slice(0, MAX_PROBLEMS).map((p) => {
    const at: Problem = { ...p, column: sheet.columns.indexOf(p.name) + 1 };
    return problemText(at);
  });
  return problems.length > shown.length ? [...shown, `… and ${problems.length - shown.length} more`] : shown;
}

const WAREHOUSE = ['entity', 'nama_gudang', 'kind', 'store_code', 'loose', 'in_cover', 'note'] as const;

/** Only lines that a person agreed to. The others become empty lines, so that a problem is named with the line of the list. */
async function applyWarehouses(pool: pg.Pool, sheet: Sheet, path: string): Promise<Omit<ListOutcome, 'file'>> {
  const agreed = sheet.rows.filter(({ cells }) => /^(ya|y|yes|x|ok)$/i.test(cells.setuju ?? ''));
  if (agreed.length === 0) return { status: 'waiting', added: 0, changed: 0, problems: [] };
  const columns = sheet.columns.filter((name) => (WAREHOUSE as readonly string[]).includes(name));
  const table: string[][] = [columns];
  for (const { line, cells } of agreed) table[line - 1] = columns.map((name) => cells[name] ?? '');
  const approved = path.replace(/\.csv$/, '.disetujui.csv');
  await writeFile(approved, stringify(Array.from(table, (line) => line ?? columns.map(() => ''))));
  const outcome = await loadFile({ pool, table: 'portal.warehouse', file: approved, options: { mode: 'upsert', delimiter: ',' } });
  if (outcome.status !== 'applied') return { status: 'refused', added: 0, changed: 0, problems: outcome.problems.map(problemText) };
  return { status: 'applied', added: outcome.inserted, changed: outcome.changed, problems: [] };
}

const PEOPLE = ['name', 'email', 'telegram_user_id', 'language', 'supervisor_email'];
const DUTIES = ['job', 'title', 'pic_email', 'backup_email'];
const RECIPIENTS = ['key', 'channel', 'address', 'person_email', 'sees_cost'];

/** In the order in which one needs the other. */
export const LISTS: readonly List[] = [
  { file: 'orang.csv', columns: PEOPLE, first: async () => [], apply: bySql('ops.people_load') },
  {
    file: 'tugas.csv',
    columns: DUTIES,
    first: async (pool) => (await many(pool, 'ops.duties')) as unknown as Cells[],
    apply: async (pool, sheet, path) =>
      sheet.rows.every(({ cells }) => cells.pic_email === '' && cells.backup_email === '')
        ? { status: 'waiting', added: 0, changed: 0, problems: [] }
        : bySql('ops.duties_load')(pool, sheet, path),
  },
  { file: 'penerima.csv', columns: RECIPIENTS, first: async () => [], apply: bySql('ops.recipients_load') },
  {
    file: 'gudang.csv',
    columns: [...WAREHOUSE, 'pairs', 'why', 'setuju'],
    first: async (pool) => {
      const rows = (await many(pool, 'portal.warehouse_proposals')) as unknown as Cells[];
      return rows.length === 0 ? undefined : rows;
    },
    apply: applyWarehouses,
  },
];

/** Makes the list when it is not there, else takes what is filled in. undefined: nothing to write and nothing to read yet. */
export async function goThrough(list: List, dir: string, pool: pg.Pool): Promise<ListOutcome | undefined> {
  const path = join(dir, list.file);
  if (!existsSync(path)) {
    const rows = await list.first(pool);
    if (rows === undefined) return undefined;
    await write(path, list, rows);
    return { file: list.file, status: 'written', added: 0, changed: 0, problems: [] };
  }
  const sheet = await readSheet(
    path,
    list.columns.filter((name) => name !== 'title' && name !== 'pairs' && name !== 'why'),
  );
  if (typeof sheet === 'string') return { file: list.file, status: 'refused', added: 0, changed: 0, problems: [sheet] };
  const outcome = await list.apply(pool, sheet, path);
  await addNewNames(list, sheet, path, pool);
  return { file: list.file, ...outcome };
}

/** Names that a later pull brought are added below what people have written. */
async function addNewNames(list: List, sheet: Sheet, path: string, pool: pg.Pool): Promise<void> {
  if (list.file !== 'gudang.csv') return;
  const key = (row: Cells): string => `${row.entity}|${row.nama_gudang?.trim().toLowerCase()}`;
  const rows = sheet.rows.map(({ cells }) => cells);
  const known = new Set(rows.map(key));
  const more = ((await list.first(pool)) ?? []).filter((row) => !known.has(key(row)));
  if (more.length > 0) await write(path, list, [...rows, ...more]);
}

/** A cell that a spreadsheet would take for a formula is written with an apostrophe in front (OWASP, CSV injection). */
const safe = (cell: unknown): string => {
  const text = cell === null || cell === undefined ? '' : String(cell);
  return /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
};

async function write(path: string, list: List, rows: readonly Cells[]): Promise<void> {
  const table = rows.map((row) => list.columns.map((name) => safe(row[name])));
  await writeFile(path, `\uFEFF${stringify([list.columns as string[], ...table])}`);
}
