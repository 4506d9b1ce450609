// The report's own Sheet in the demo: switched on, made, written, worked out by its formulas, and a cell typed over.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { CHECKS, isOutboxSettled, switchSheetOn } from '../../db/demo.ts';
import { type Sandbox, sheetPage } from '../../sandbox/index.ts';
import { ask, finish } from './day.ts';
import type { storyteller } from './steps.ts';

type Until = (probe: () => Promise<boolean>, message: string, patienceMs: number) => Promise<void>;

/** @returns false when the state was not reached. */
export function controlSheetStep(
  pool: pg.Pool,
  sandbox: Sandbox,
  story: ReturnType<typeof storyteller>,
  businessDate: string,
  until: Until,
  folder: string,
): Promise<boolean> {
  const { books } = sandbox.google;
  return story.step(
    'control_sheet',
    'The report’s own Google Sheet: formulas recompute each figure; somebody types over one',
    pool,
    async () => {
      await switchSheetOn(pool);
      await until(() => isOutboxSettled(pool), 'the Sheet was not written', 60_000);
      const book = books.all().find((one) => one.title === 'Control Stock');
      if (book === undefined) throw new Error('no Sheet was made');
      const formulas = book.tabs.flatMap((tab) => tab.cells.flat()).filter((cell) => typeof cell === 'object' && cell !== null).length;
      const tab = book.tabs.find((one) => one.title.startsWith('TIER') && one.cells.length > 2);
      if (tab === undefined) throw new Error('no tier has articles');
      books.setCell(book.id, tab.title, 'G3', 999_999);
      await finish(pool, await ask(pool, ['sheet_check.control_stock'], businessDate), businessDate);
      for (const { title } of [tab, ...book.tabs.filter((other) => ['Global', 'Monitor'].includes(other.title))])
        writeFileSync(join(folder, `sheet_${title.toLowerCase().replaceAll(' ', '_')}.html`), sheetPage(book, title));
      return `${book.tabs.length} tabs, ${formulas} formulas; ${tab.title} G3 typed over, and the check names it`;
    },
    {
      sql: CHECKS.controlSheet,
      judge: ([first, second]) =>
        first?.outcome === 'match' && second?.outcome === 'differs' && second.cell === 'G3'
          ? undefined
          : 'expected one check that matches and one that names cell G3',
    },
  );
}
