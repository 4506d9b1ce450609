// What is written to our Sheets, page by page, and what came of it.
import { many, value } from './call.ts';
import type { Db } from './pool.ts';

const PAGE = 2000;

/** What the sending run with this token has to write; null when another run holds it. The shape is that of ops.sheet_begin. */
export async function sheetPlan<T>(db: Db, runToken: string): Promise<T | null> {
  return (await value(db, 'ops.sheet_begin', { p_run_token: runToken })) as T | null;
}

/** The database as the writer of a Sheet sees it. `why` words an error of the vendor for people. */
export function sheetSource<Cell, Grid>(db: Db, runToken: string, key: string, why: (error: unknown) => string) {
  const own = { p_run_token: runToken };
  return {
    create: async () => (await value(db, 'ops.sheet_create', own)) as string,
    created: async (spreadsheetId: string | null, url: string | null) =>
      (await value(db, 'ops.sheet_created', { ...own, p_spreadsheet_id: spreadsheetId, p_url: url })) as string,
    setUp: async () => (await value(db, 'ops.sheet_set_up', own)) as string,
    count: async (slug: string, place: number) =>
      (await value(db, 'ops.sheet_row_count', { p_sheet_key: key, p_slug: slug, p_place: place })) as number,
    async *rows(slug: string, place: number): AsyncGenerator<Cell[][]> {
      for (let after = 0; ; after += PAGE) {
        const page = await many(db, 'ops.sheet_rows', { p_sheet_key: key, p_slug: slug, p_place: place, p_after: after, p_limit: PAGE });
        if (page.length > 0) yield page.map((row) => row.sheet_rows as unknown as Cell[]);
        if (page.length < PAGE) return;
      }
    },
    written: async (workItemId: number, revisionNo: number) =>
      (await value(db, 'ops.sheet_written', { ...own, p_work_item_id: String(workItemId), p_revision_no: revisionNo } as never)) as string,
    checked: async (tabs: Readonly<Record<string, Grid>>) =>
      (await value(db, 'ops.sheet_checked', { ...own, p_tabs: tabs } as never)) as string,
    notChecked: async (error: unknown) => (await value(db, 'ops.sheet_not_checked', { ...own, p_reason: why(error) })) as string,
  };
}
