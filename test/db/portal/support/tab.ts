// A tab of a Sheet without Google: a source row, a run that a worker holds, and the product's own way from there on.
import assert from 'node:assert/strict';
import type { TabCell } from '../../../../src/db/load/tab.ts';
import { runTabLoad } from '../../../../src/db/load/tab_run.ts';
import type { TestDatabase } from '../../../support/harness.ts';

export interface TabRun {
  readonly token: string;
  finish(cells: TabCell[][]): Promise<string>;
}

/** Makes runs of a tab that fills `table`. */
export async function tabLoader(db: TestDatabase, key: string, table: string, mode: string, more: { mapping?: object } = {}) {
  await db.sql(
    `insert into portal.sheet_sources (key, title, spreadsheet_id, tab, table_name, mode, mapping) values ($1, $2, 'BOOK1', 'Tab', $3, $4, $5)`,
    key,
    `Tab ${key}`,
    table,
    mode,
    JSON.stringify(more.mapping ?? {}),
  );
  const worker = db.pool('mandor_worker');
  const { rows } = await worker.query(`select ops.worker_register('', 'test', 1) as id`);
  const incarnation = (rows[0] as { id: string }).id;
  let day = 0;

  async function begin(): Promise<TabRun> {
    day += 1;
    const [asked] = await db.sql(`select ops.occurrence_open($1, date '2026-01-01' + $2::int) as id`, `sheet.${key}`, day);
    const [run] = (await worker.query('select run_token from ops.occurrence_start($1, $2)', [asked?.id, incarnation])).rows as {
      run_token: string;
    }[];
    assert.ok(run, 'the run did not start');
    return {
      token: run.run_token,
      finish: (cells) =>
        runTabLoad(
          worker,
          run.run_token,
          async () => cells,
          () => undefined,
        ),
    };
  }
  return { begin, load: async (cells: TabCell[][]) => (await begin()).finish(cells), worker };
}
