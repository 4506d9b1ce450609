// The daily sales report in the demo: the same rails as Control Stock, another reader, and three lines to a group.
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { approveReport, CHECKS, isAsked, isOutboxSettled, seedDailySales } from '../../db/demo.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { ask, finish } from './day.ts';
import type { storyteller } from './steps.ts';
import { until } from './until.ts';

const READER = 'kepala.cabang@toko.example';
const GROUP = '-1002026';

/** @returns false when the state was not reached. */
export function salesStep(pool: pg.Pool, sandbox: Sandbox, story: ReturnType<typeof storyteller>, businessDate: string): Promise<boolean> {
  return story.step(
    'daily_sales',
    'Daily sales: three lines to the department’s group, and a mail that the branch manager signs',
    pool,
    async () => {
      await seedDailySales(pool, { group: GROUP, month: `${businessDate.slice(0, 7)}-01` });
      await finish(pool, await ask(pool, ['report.daily_sales'], businessDate), businessDate);
      await until(() => isAsked(pool, 'report.daily_sales', businessDate), 'layer 2 did not pass the report');
      await sandbox.mailbox.wait({ to: READER, count: 1, timeoutMs: 15_000 });
      const outcome = await approveReport(pool, 'report.daily_sales', businessDate);
      if (outcome !== 'accepted') throw new Error(`the signature was not taken: ${outcome}`);
      for (const deadline = Date.now() + 15_000; !(await isOutboxSettled(pool)); await sleep(25)) {
        if (Date.now() > deadline) throw new Error('the messages were planned and never confirmed');
      }
      const [post] = sandbox.telegram.posts(GROUP);
      if (post === undefined) throw new Error('nothing reached the group');
      return post.text.split('\n')[1] ?? '';
    },
    {
      sql: CHECKS.dailySales,
      values: [businessDate],
      judge: (rows) =>
        rows.length === 2 && rows.every((row) => row.status === 'confirmed')
          ? undefined
          : 'expected one mail and one chat message, both confirmed',
    },
  );
}
