// The daily sales report in the demo: the same rails as Control Stock, another reader, and three lines to a group.
import { join } from 'node:path';
import { CHECKS, isAsked, isOutboxSettled, seedDailySales } from '../../db/demo.ts';
import { readItem } from '../../db/demo_loop.ts';
import { ask, finish } from './day.ts';
import { writeMail } from './mail.ts';
import { requestFor } from './replies.ts';
import { actor, DAYS, every, PATIENCE_MS, type Stage, sandboxOf } from './stage.ts';
import { until } from './until.ts';

const GROUP = '-1002026';

/** Leaves both days waiting for a signature. @returns false when the state was not reached. */
export function salesStep(stage: Stage): Promise<boolean> {
  const { pool, story, folder } = stage;
  const rina = actor('Rina');
  const day = DAYS.second;
  return story.step(
    'daily_sales',
    'Daily sales of both days: three lines to the department’s group, a mail that Rina signs; and the week’s products',
    pool,
    async () => {
      const { mailbox, telegram } = sandboxOf(stage);
      await seedDailySales(pool, { group: GROUP, reader: rina.email, month: `${day.slice(0, 7)}-01` });
      for (const one of [DAYS.first, day]) {
        await finish(pool, await ask(pool, ['report.daily_sales'], one), one);
        await until(() => isAsked(pool, 'report.daily_sales', one), 'layer 2 did not pass the report', PATIENCE_MS);
      }
      writeMail(await requestFor(stage, await readItem(pool, 'report.daily_sales', day), rina), join(folder, 'daily_sales'));
      const before = mailbox.list(rina.email).length;
      await finish(pool, await ask(pool, ['report.product_performance'], day), day);
      const products = (await mailbox.wait({ to: rina.email, count: before + 1, timeoutMs: PATIENCE_MS })).at(-1);
      if (products !== undefined) writeMail(products, join(folder, 'product_performance'));
      await until(() => isOutboxSettled(pool), 'the messages were planned and never confirmed', PATIENCE_MS);
      const post = telegram.posts(GROUP).at(-1);
      if (post === undefined) throw new Error('nothing reached the group');
      return post.text.split('\n')[1] ?? '';
    },
    { sql: CHECKS.dailySales, values: [day], judge: (rows) => every(rows, 3, (row) => row.status === 'confirmed') },
  );
}
