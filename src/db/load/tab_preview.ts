// What the load of a tab would change, asked for by a person: read, handed over, compared, and nothing kept.
import type pg from 'pg';
import type { LoadColumn } from './header.ts';
import { fullOutcome, type LoadMode, type LoadOutcome } from './outcome.ts';
import { LoadRefused, refusal } from './problem.ts';
import type { Part } from './request.ts';
import { asRefusal, inTransaction } from './session.ts';
import { readTab, type TabCell, type TabRows } from './tab.ts';

interface Source {
  readonly spreadsheet_id: string;
  readonly tab: string;
  readonly header_row: number;
  readonly table_name: string;
  readonly mapping: Record<string, string>;
  readonly decimal_mark: string;
  readonly columns: LoadColumn[];
  readonly mode: LoadMode;
  readonly is_forced: boolean;
}

async function compare(pool: pg.Pool, source: Source, tab: TabRows): Promise<Part> {
  if (tab.problems.length > 0)
    return { status: 'refused', problems: tab.problems, problem_count: tab.problems.length, rows: tab.rows.length };
  return inTransaction(pool, async (session) => {
    await session.call('select portal.load_begin($1)', [source.table_name]);
    await session.call('select portal.load_stage($1, $2, $3)', [source.table_name, tab.columns, JSON.stringify(tab.rows)]);
    const [row] = await session.call<{ result: Part & { refusal?: string | null } }>(
      'select portal.load_apply(p_table => $1, p_columns => $2, p_mode => $3, p_force => $4, p_dry_run => true) as result',
      [source.table_name, tab.columns, source.mode, source.is_forced],
    );
    const { refusal: reason, ...part } = row!.result;
    const at = (name: string | null): number | null => tab.cells[tab.columns.indexOf(name ?? '')] ?? null;
    const problems = (part.problems ?? []).map((p) => ({ ...p, column: at(p.name) }));
    if (typeof reason === 'string') problems.unshift({ line: null, column: null, name: null, value: null, message: reason });
    const value: Part = {
      ...part,
      problems,
      problem_count: Math.max(part.problem_count ?? 0, problems.length),
      rows: tab.rows.length,
      would_be: part.status === 'dry_run' ? 'applied' : null,
    };
    return { commit: false, value };
  });
}

/**
 * What the next load of a tab (a row of portal.sheet_sources) would do. Nothing is written, nobody is alerted.
 * @param read all cells of a tab, from A1 on.
 * @returns `dry_run` with the difference, or `refused` with every place that is wrong; line and column are the tab's.
 */
export async function previewTab(
  pool: pg.Pool,
  key: string,
  read: (spreadsheetId: string, tab: string) => Promise<TabCell[][]>,
): Promise<LoadOutcome> {
  const started = performance.now();
  const { rows } = await pool.query<Source>('select * from portal.sheet_source($1)', [key]);
  const source = rows[0];
  let part: Part;
  try {
    if (source === undefined) throw refusal(`there is no Sheet "${key}"`, 'Its name is portal.sheet_sources.key.');
    const tab = readTab(await read(source.spreadsheet_id, source.tab), {
      table: source.table_name,
      columns: source.columns,
      headerRow: source.header_row,
      mapping: source.mapping,
      decimalComma: source.decimal_mark === 'comma',
    });
    part = await compare(pool, source, tab);
  } catch (e) {
    const refused = e instanceof LoadRefused ? e : asRefusal(e);
    if (refused === undefined) throw e;
    part = { status: 'refused', problems: refused.problems, problem_count: refused.problems.length, hint: refused.hint };
  }
  return fullOutcome(part, { table: source?.table_name ?? '', file: `sheet ${key}`, mode: source?.mode ?? null }, started);
}
