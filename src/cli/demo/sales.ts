// The daily sales report in the demo: the same rails as Control Stock, another reader, and three lines to a group.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { CHECKS, isOutboxSettled, seedDailySales } from '../../db/demo.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { ask, finish } from './day.ts';
import { writeMail } from './mail.ts';
import type { storyteller } from './steps.ts';

const READER = 'kepala.cabang@toko.example';
const GROUP = '-1002026';

/** @returns false when the state was not reached. */
export function salesStep(
  pool: pg.Pool,
  sandbox: Sandbox,
  story: ReturnType<typeof storyteller>,
  businessDate: string,
  folder: string,
): Promise<boolean> {
  return story.step(
    'daily_sales',
    'Daily sales: a mail to the branch manager, three lines to the department’s group; and the week’s products',
    pool,
    async () => {
      await seedDailySales(pool, { reader: READER, group: GROUP, month: `${businessDate.slice(0, 7)}-01` });
      for (const report of ['daily_sales', 'product_performance']) {
        const count = sandbox.mailbox.list(READER).length + 1;
        await finish(pool, await ask(pool, [`report.${report}`], businessDate), businessDate);
        const mail = (await sandbox.mailbox.wait({ to: READER, count, timeoutMs: 15_000 })).at(-1);
        if (mail !== undefined) writeMail(mail, join(folder, report));
      }
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
