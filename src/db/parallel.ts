// A person's own result, from a file or a tab, on its way to the comparison. What is compared, and how, is decided in SQL.
import { basename } from 'node:path';
import { many, value } from './call.ts';
import { readCells } from './load/cells.ts';
import type { Encoding } from './load/source.ts';
import type { TabCell } from './load/tab.ts';
import { type TabJudge, type TabReader, tabOfRun } from './load/tab_run.ts';
import type { Db } from './pool.ts';

/** What ops.parallel_store answers. */
export interface ParallelOutcome {
  readonly status: 'stored' | 'unchanged' | 'not_yet' | 'refused';
  readonly definition_key: string;
  readonly business_date: string;
  readonly problems?: readonly { readonly code: string; readonly header: string | null }[];
  readonly rows?: number;
  readonly rows_passed_over?: number;
  readonly headers_passed_over?: readonly string[];
  readonly run?:
    | (Readonly<Record<string, unknown>> & { readonly outcome: 'match' | 'differs' | 'incomplete'; readonly text: string })
    | null;
}

/**
 * Hands in a file as a person's result of a day.
 * @throws LoadRefused when the file cannot be read; DbError when the report or the day is wrong.
 */
export async function loadParallelFile(
  db: Db,
  given: { report: string; file: string; date: string; encoding: Encoding; delimiter?: string | undefined },
): Promise<ParallelOutcome> {
  const cells = await readCells(given.file, given);
  return (await value(db, 'ops.parallel_store', {
    p_definition_key: given.report,
    p_business_date: given.date,
    p_source: 'csv',
    p_origin: basename(given.file),
    p_header: cells.header,
    p_rows: cells.rows,
  } as never)) as unknown as ParallelOutcome;
}

// jsonb holds neither, and a comparison is no place to refuse a whole tab for one cell.
const storable = (cell: TabCell): TabCell => (typeof cell === 'string' ? cell.replaceAll('\0', '\ufffd').toWellFormed() : (cell ?? null));
const isFilled = (cell: TabCell): boolean => cell !== undefined && cell !== null && cell !== '';

/**
 * Reads the tab of the run that holds this token and hands it over.
 * @returns done | late | failed (people are told) | deferred | not_mine
 */
export async function runParallelTab(db: Db, runToken: string, read: TabReader, judge: TabJudge): Promise<string> {
  const [source] = await many(db, 'ops.parallel_begin', { p_run_token: runToken });
  if (source === undefined) return 'not_mine';
  const values = await tabOfRun(db, runToken, source, 'ops.parallel_fail', read, judge);
  if (typeof values === 'string') return values;
  const headerRow = source.header_row as number;
  const rows = values
    .slice(headerRow)
    .map((row, i) => [headerRow + i + 1, ...row.map(storable)])
    .filter((row) => row.slice(1).some(isFilled));
  return (await value(db, 'ops.parallel_finish', {
    p_run_token: runToken,
    p_header: (values[headerRow - 1] ?? []).map((cell) => String(storable(cell) ?? '')),
    p_rows: rows,
  } as never)) as string;
}
