// A tab of a Sheet in the demo: an analyst adds it by a row, one cell changes, one cell is broken.
import type pg from 'pg';
import { addDemoSheet, CHECKS, storeCells } from '../../db/demo.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { ask, finish } from './day.ts';
import type { storyteller } from './steps.ts';

const BOOK = 'DEMO-REFERENSI';

/** @returns false when the state was not reached. */
export function sheetStep(pool: pg.Pool, sandbox: Sandbox, story: ReturnType<typeof storyteller>, businessDate: string): Promise<boolean> {
  const { books } = sandbox.google;
  const load = async (): Promise<void> => finish(pool, await ask(pool, ['sheet.toko'], businessDate), businessDate);
  return story.step(
    'sheet',
    'A Google Sheet tab keeps the shops: one cell changed, then one cell broken',
    pool,
    async () => {
      books.add({ id: BOOK, title: 'Referensi', tabs: { Toko: await storeCells(pool) } });
      await addDemoSheet(pool, BOOK);
      books.setCell(BOOK, 'Toko', 'C2', 777);
      await load();
      books.setCell(BOOK, 'Toko', 'C3', 1);
      books.setCell(BOOK, 'Toko', 'C5', 'penuh');
      const why = await load().then(
        () => undefined,
        (error: Error) => error.message,
      );
      if (why === undefined) throw new Error('a broken cell was loaded');
      return 'the broken tab changed nothing, and the alert names the cell';
    },
    {
      sql: CHECKS.sheet,
      judge: ([first, second]) =>
        first?.outcome === 'applied' && first.changed === 1 && second?.outcome === 'refused' && String(second.alert).includes('sel C5')
          ? undefined
          : 'expected one load applied and one refused, with an alert for cell C5',
    },
  );
}
