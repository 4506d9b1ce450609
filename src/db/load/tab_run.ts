// One load of a Sheet's tab: what to read, reading, handing over. What it changes is decided in SQL.
import { many, value } from '../call.ts';
import type { Db } from '../pool.ts';
import type { LoadColumn } from './header.ts';
import { readTab, type TabCell } from './tab.ts';

export interface TabVerdict {
  readonly isFinal: boolean;
  readonly retryAfter: number;
  readonly message: string;
}

/** All cells of a tab, from A1 on. */
export type TabReader = (spreadsheetId: string, tab: string) => Promise<TabCell[][]>;
/** Whether an error of the source can pass by itself; undefined for what is not the source's. */
export type TabJudge = (error: unknown) => TabVerdict | undefined;

/** The cells of the tab that a run reads; a text: the source failed, and this became of the run. */
export async function tabOfRun(
  db: Db,
  runToken: string,
  source: { readonly spreadsheet_id: unknown; readonly tab: unknown },
  fail: 'portal.sheet_fail' | 'ops.parallel_fail',
  read: TabReader,
  judge: TabJudge,
): Promise<TabCell[][] | string> {
  try {
    return await read(source.spreadsheet_id as string, source.tab as string);
  } catch (error) {
    const verdict = judge(error);
    if (verdict === undefined) throw error;
    return (await (verdict.isFinal
      ? value(db, fail, { p_run_token: runToken, p_message: verdict.message })
      : value(db, 'ops.occurrence_defer', {
          p_run_token: runToken,
          p_seconds: String(verdict.retryAfter),
          p_reason: verdict.message,
        }))) as string;
  }
}

/**
 * Loads the tab of the run that holds this token.
 * @returns done | late | failed (refused or unreadable; people are told) | deferred | not_mine
 */
export async function runTabLoad(db: Db, runToken: string, read: TabReader, judge: TabJudge): Promise<string> {
  const [source] = await many(db, 'portal.sheet_begin', { p_run_token: runToken });
  if (source === undefined) return 'not_mine';
  const values = await tabOfRun(db, runToken, source, 'portal.sheet_fail', read, judge);
  if (typeof values === 'string') return values;
  const tab = readTab(values, {
    table: source.table_name as string,
    columns: source.columns as unknown as LoadColumn[],
    headerRow: source.header_row as number,
    mapping: source.mapping as unknown as Record<string, string>,
    decimalComma: source.decimal_mark === 'comma',
  });
  return (await value(db, 'portal.sheet_finish', {
    p_run_token: runToken,
    p_columns: [...tab.columns],
    p_cells: [...tab.cells],
    p_rows: tab.rows,
    p_problems: tab.problems,
  } as never)) as string;
}
