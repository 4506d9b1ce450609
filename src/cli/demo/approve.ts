// A reply that is not from the person it names, and then the person's own: one word signs the report.
import { isOutboxSettled } from '../../db/demo.ts';
import { LOOP_CHECKS, readItem } from '../../db/demo_loop.ts';
import { reply, replyAs, requestFor } from './replies.ts';
import { actor, every, type Stage, sandboxOf, WAREHOUSE } from './stage.ts';
import { wentThrough } from './steps.ts';
import { until } from './until.ts';

const REPORT = 'report.control_stock';

/** @returns false when a state was not reached. */
export async function approveByReply(stage: Stage, day: string): Promise<boolean> {
  const { pool, story } = stage;
  const sari = actor('Sari');
  const request = await requestFor(stage, await readItem(pool, REPORT, day), sari);
  return (
    (await story.step(
      'reply_forged',
      `${day}: somebody answers in Sari’s name; her mail domain has not signed it`,
      pool,
      async () => {
        const { outcome } = await reply(stage, request, {
          who: sari,
          text: 'Approve',
          afterMinutes: 4,
          keepAs: 'reply_forged',
          check: { dmarc: 'fail' },
        });
        return `${outcome}: nothing is decided, and the department is warned`;
      },
      {
        sql: LOOP_CHECKS.refused,
        values: [REPORT, day],
        judge: (rows) =>
          every(rows, 1, (row) => row.outcome === 'refused_unverified' && row.report === 'pending_approval' && row.severity === 'warning'),
      },
    )) &&
    (await story.step(
      'reply_approve',
      `${day}: Sari answers “Approve”; now the warehouse gets the same frozen report`,
      pool,
      async () => {
        const read = await replyAs(stage, request, 'approved', { who: sari, text: 'Approve', afterMinutes: 21, keepAs: 'reply_approve' });
        await sandboxOf(stage).mailbox.wait({ to: WAREHOUSE, timeoutMs: 30_000 });
        await until(() => isOutboxSettled(pool), 'the mails were sent and never confirmed');
        return read;
      },
      {
        sql: LOOP_CHECKS.signed,
        values: [REPORT, day],
        judge: (rows) =>
          every(rows, 1, (row) => row.status === 'approved' && row.role === 'pic' && row.channel === 'email' && row.these_figures === true),
      },
    )) &&
    story.step(`history_${day}`, `${day}: the life of this report`, pool, async () => 'the forged reply moved nothing', {
      sql: LOOP_CHECKS.history,
      values: [REPORT, day],
      judge: wentThrough('slot_due start finish review_pass request approve'),
    })
  );
}
