// The director's morning: who has to be followed up, and why. By now somebody has not answered for two days.
import { join } from 'node:path';
import { isOutboxSettled, MORNING_CHECK, seedDirector } from '../../db/demo.ts';
import { paint } from '../output.ts';
import { ask, finish } from './day.ts';
import { writeMail } from './mail.ts';
import { actor, PATIENCE_MS, type Stage, sandboxOf } from './stage.ts';
import { until } from './until.ts';

const WIB_MS = 7 * 3_600_000;

/** @returns false when the state was not reached. */
export function morningStep(stage: Stage): Promise<boolean> {
  const { pool, story, folder } = stage;
  const dewi = actor('Dewi');
  return story.step(
    'morning',
    'The director’s morning: who has to be followed up today, and why',
    pool,
    async () => {
      const { mailbox, telegram } = sandboxOf(stage);
      await seedDirector(pool, dewi);
      const today = new Date(stage.at.getTime() + WIB_MS).toISOString().slice(0, 10);
      const before = mailbox.list(dewi.email).length;
      await finish(pool, await ask(pool, ['director.morning'], today), today);
      const mail = (await mailbox.wait({ to: dewi.email, count: before + 1, timeoutMs: PATIENCE_MS })).at(-1);
      if (mail !== undefined) writeMail(mail, join(folder, 'morning'));
      await until(() => isOutboxSettled(pool), 'the message was planned and never confirmed', PATIENCE_MS);
      const post = telegram.posts(String(dewi.telegramUserId)).at(-1);
      if (post === undefined) throw new Error('nothing reached the chat');
      const [title = '', ...lines] = post.text.split('\n');
      story.print(lines.map((line) => `  ${paint('│', 'cyan')} ${line}`).join('\n'));
      return title;
    },
    {
      sql: MORNING_CHECK,
      judge: (rows) => (rows.some((row) => row.person === 'Rina' && row.severity === 'critical') ? undefined : 'Rina is not named'),
    },
  );
}
