import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { value } from '../../db/call.ts';
import { openRuns, pullProgress } from '../../db/demo.ts';
import { progressBar } from '../output.ts';

export const PULLS = ['stock.ddd', 'stock.ljbb', 'stock.mbb', 'stock.ubb', 'sales.ddd', 'sales.mbb', 'sales.ubb'] as const;
const PATIENCE_MS = 60_000;

/** Asks for runs of a business date, as the schedule would. */
export async function ask(pool: pg.Pool, keys: readonly string[], businessDate: string): Promise<string[]> {
  const ids: string[] = [];
  for (const key of keys) {
    ids.push((await value(pool, 'ops.occurrence_open', { p_definition_key: key, p_business_date: businessDate })) as string);
  }
  return ids;
}

/** Waits until the runs have ended, with a bar for each pull on a terminal. @throws when one failed. */
export async function finish(pool: pg.Pool, ids: readonly string[], businessDate: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  const bar = progressBar('pulling');
  try {
    for (;;) {
      const { open, failed } = await openRuns(pool, ids);
      if (failed.length > 0) throw new Error(failed.join('; '));
      if (open === 0) return;
      if (Date.now() > deadline) throw new Error(`${open} of ${ids.length} runs have not ended after ${PATIENCE_MS / 1000} s`);
      const pulls = await pullProgress(pool, businessDate);
      bar.update(
        pulls.reduce((sum, pull) => sum + pull.done, 0),
        pulls.length === 0 ? null : pulls.reduce((sum, pull) => sum + (pull.total ?? 0), 0),
      );
      await sleep(50);
    }
  } finally {
    bar.end();
  }
}
