// A person who does not answer: after a day a reminder, after two the backup is asked as well, and whoever answers first decides.
import { join } from 'node:path';
import { isOutboxSettled } from '../../db/demo.ts';
import { LOOP_CHECKS, readItem, readLadder } from '../../db/demo_loop.ts';
import { writeMail } from './mail.ts';
import { morningStep } from './morning.ts';
import { reminderFor, replyAs, requestFor } from './replies.ts';
import { actor, every, moveClock, PATIENCE_MS, type Stage } from './stage.ts';
import { wentThrough } from './steps.ts';
import { awaited, until } from './until.ts';

const REPORT = 'report.daily_sales';

/** @returns false when a state was not reached. */
export async function silence(stage: Stage, day: string): Promise<boolean> {
  const { pool, story } = stage;
  const [rina, sari] = [actor('Rina'), actor('Sari')];
  const values = [REPORT, day];
  const item = await readItem(pool, REPORT, day);
  /** The hours run from the arrival of the request. */
  const moveTo = async (hours: number): Promise<void> => {
    const since = await awaited(() => readLadder(pool, item.id), 'the request has not arrived', PATIENCE_MS);
    await moveClock(stage, (since.getTime() - stage.at.getTime()) / 60_000 + hours * 60 + 1);
  };
  return (
    (await story.step(
      'silence_24h',
      `${day}: Rina says nothing; the clock is moved on by 24 hours, and she is reminded`,
      pool,
      async () => {
        await moveTo(24);
        const reminder = await reminderFor(stage, rina);
        await until(() => isOutboxSettled(pool), 'the reminder was not confirmed');
        writeMail(reminder, join(stage.folder, 'reminder'));
        return reminder.parsed.subject ?? '';
      },
      {
        sql: LOOP_CHECKS.requests,
        values,
        judge: (rows) => every(rows, 1, (row) => row.status === 'open' && row.role === 'pic'),
      },
    )) &&
    (await story.step(
      'silence_48h',
      `${day}: 48 hours: Sari, who stands in for her, is asked too`,
      pool,
      async () => {
        await moveTo(48);
        const request = await requestFor(stage, item, sari);
        await until(() => isOutboxSettled(pool), 'the request was not confirmed');
        return request.parsed.subject ?? '';
      },
      {
        sql: LOOP_CHECKS.requests,
        values,
        judge: (rows) =>
          every(rows, 2, (row) => row.status === 'open') ?? (rows[1]?.role === 'backup' ? undefined : 'the backup was not asked'),
      },
    )) &&
    (await morningStep(stage)) &&
    (await story.step(
      'backup',
      `${day}: Sari answers; Rina’s request is closed with it`,
      pool,
      async () => {
        const request = await requestFor(stage, item, sari);
        const read = await replyAs(stage, request, 'approved', {
          who: sari,
          text: 'Setuju, terima kasih.',
          afterMinutes: 26,
          keepAs: 'reply_backup',
        });
        await until(() => isOutboxSettled(pool), 'the mails were sent and never confirmed');
        return read;
      },
      {
        sql: LOOP_CHECKS.requests,
        values,
        judge: (rows) =>
          rows[0]?.status === 'closed' && rows[1]?.status === 'approved' ? undefined : 'the backup’s answer does not stand',
      },
    )) &&
    story.step(`history_sales_${day}`, `${day}: the life of this report`, pool, async () => 'two days later, by the one who stands in', {
      sql: LOOP_CHECKS.history,
      values,
      judge: wentThrough('slot_due start finish review_pass request approve'),
    })
  );
}
