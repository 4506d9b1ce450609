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

/**
 * Loads the tab of the run that holds this token.
 * @param read all cells of a tab, from A1 on.
 * @param judge tells whether an error of the source can pass by itself; undefined for what is not the source's.
 * @returns done | late | failed (refused or unreadable; people are told) | deferred | not_mine
 */
export async function runTabLoad(
  db: Db,
  runToken: string,
  read: (spreadsheetId: string, tab: string) => Promise<TabCell[][]>,
  judge: (error: unknown) => TabVerdict | undefined,
): Promise<string> {
  const [source] = await many(db, 'portal.sheet_begin', { p_run_token: runToken });
  if (source === undefined) return 'not_mine';
  let values: TabCell[][];
  try {
    values = await read(source.spreadsheet_id as string, source.tab as string);
  } catch (error) {
    const verdict = judge(error);
    if (verdict === undefined) throw error;
    return (await (verdict.isFinal
      ? value(db, 'portal.sheet_fail', { p_run_token: runToken, p_message: verdict.message })
      : value(db, 'ops.occurrence_defer', {
          p_run_token: runToken,
          p_seconds: String(verdict.retryAfter),
          p_reason: verdict.message,
        }))) as string;
  }
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
