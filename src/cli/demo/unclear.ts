// An answer that could mean either: it decides nothing, a question goes back, and the answer to that decides.
import { join } from 'node:path';
import { isOutboxSettled } from '../../db/demo.ts';
import { LOOP_CHECKS, readItem } from '../../db/demo_loop.ts';
import type { KeptMail } from '../../sandbox/index.ts';
import { showMail, writeMail } from './mail.ts';
import { questionTo, replyAs, requestFor } from './replies.ts';
import { actor, type Stage } from './stage.ts';
import { wentThrough } from './steps.ts';
import { until } from './until.ts';

const REPORT = 'report.daily_sales';

/** @returns false when a state was not reached. */
export async function unclearReply(stage: Stage, day: string): Promise<boolean> {
  const { pool, story, folder } = stage;
  const rina = actor('Rina');
  const values = [REPORT, day];
  let question: KeptMail | undefined;
  return (
    (await story.step(
      'reply_unclear',
      `${day}: Rina answers “Approve” and a condition; that is no signature, and she is asked back`,
      pool,
      async () => {
        const request = await requestFor(stage, await readItem(pool, REPORT, day), rina);
        const text = 'Approve, tapi tolong cek dulu angka toko yang paling bawah.';
        const read = await replyAs(stage, request, 'asked', { who: rina, text, afterMinutes: 11, keepAs: 'reply_unclear' });
        question = await questionTo(stage, request, rina);
        await until(() => isOutboxSettled(pool), 'the question was not confirmed');
        writeMail(question, join(folder, 'question'));
        story.print(showMail(question, 'question.txt', 12));
        return read;
      },
      {
        sql: LOOP_CHECKS.replies,
        values,
        judge: (rows) =>
          rows.length === 1 && rows[0]?.outcome === 'asked' && rows[0].report === 'pending_approval' ? undefined : 'it was not asked about',
      },
    )) &&
    (await story.step(
      'reply_clear',
      `${day}: she answers the question with one word`,
      pool,
      () => replyAs(stage, question as KeptMail, 'approved', { who: rina, text: 'Setuju', afterMinutes: 9, keepAs: 'reply_clear' }),
      {
        sql: LOOP_CHECKS.replies,
        values,
        judge: (rows) =>
          rows.length === 2 && rows[1]?.outcome === 'approved' && rows[1].report === 'approved' ? undefined : 'it is not approved',
      },
    )) &&
    story.step(
      `history_sales_${day}`,
      `${day}: the life of this report`,
      pool,
      async () => 'the unclear reply moved nothing and counted as no revision',
      {
        sql: LOOP_CHECKS.history,
        values,
        judge: wentThrough('slot_due start finish review_pass request approve'),
      },
    )
  );
}
