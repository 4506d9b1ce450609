// The daily sales report in the demo: the same rails as Control Stock, another reader, and three lines to a group.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { approveReport, CHECKS, isAsked, isOutboxSettled, seedDailySales } from '../../db/demo.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { ask, finish } from './day.ts';
import { writeMail } from './mail.ts';
import type { storyteller } from './steps.ts';
import { until } from './until.ts';

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
    'Daily sales: three lines to the department’s group, a mail that the branch manager signs; and the week’s products',
    pool,
    async () => {
      await seedDailySales(pool, { group: GROUP, reader: READER, month: `${businessDate.slice(0, 7)}-01` });
      const nextMail = async (name: string, count: number): Promise<void> => {
        const mail = (await sandbox.mailbox.wait({ to: READER, count, timeoutMs: 15_000 })).at(-1);
        if (mail !== undefined) writeMail(mail, join(folder, name));
      };
      const before = sandbox.mailbox.list(READER).length;
      await finish(pool, await ask(pool, ['report.daily_sales'], businessDate), businessDate);
      await until(() => isAsked(pool, 'report.daily_sales', businessDate), 'layer 2 did not pass the report');
      await nextMail('daily_sales', before + 1);
      const outcome = await approveReport(pool, 'report.daily_sales', businessDate);
      if (outcome !== 'accepted') throw new Error(`the signature was not taken: ${outcome}`);
      await finish(pool, await ask(pool, ['report.product_performance'], businessDate), businessDate);
      await nextMail('product_performance', before + 2);
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
