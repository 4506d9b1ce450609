import { many, value } from '../../src/db/call.ts';
import { reportDelivery } from '../../src/db/delivery.ts';
import { type ChatMessage, defineTask, type Outcome } from '../define.ts';

interface ChatParams {
  readonly subject?: string | null;
  readonly title?: string | null;
  readonly text: string;
  readonly thread_id?: number;
  readonly buttons?: ChatMessage['buttons'];
  readonly placeholder?: string;
  readonly reply_to?: string;
}

/** Sends one planned message. Telegram knows no key against doubles: what was claimed and not confirmed is unknown, and ops.channels decides. */
export default defineTask(async (id, { db, incarnation, config, connectors, log, signal }) => {
  if (!connectors.isTelegramOn) {
    const held = await value(db, 'ops.outbox_hold', { p_id: id, p_reason: 'Telegram is off: set TELEGRAM_BOT_TOKEN.' });
    return log.debug({ outbox: id, held }, 'Telegram is off');
  }
  const [row] = await many(db, 'ops.outbox_claim', { p_id: id, p_incarnation: incarnation });
  if (row === undefined) return;

  const params = row.params as unknown as ChatParams;
  const title = params.title ?? params.subject ?? null;
  const isTest = row.is_test === true || config.testMode;
  const outcome = await connectors
    .sendTelegram(
      {
        chatId: row.recipient as string,
        title: isTest ? `[UJI] ${title ?? ''}`.trim() : title,
        text: params.text,
        mark: row.resend_mark,
        ...(params.thread_id === undefined ? {} : { threadId: params.thread_id }),
        ...(params.buttons === undefined ? {} : { buttons: params.buttons }),
        ...(params.placeholder === undefined ? {} : { placeholder: params.placeholder }),
        ...(params.reply_to === undefined ? {} : { replyTo: params.reply_to }),
      },
      signal,
    )
    .catch((error: Error): Outcome => ({ status: 'unknown', message: error.message }));
  log.info({ outbox: id, outcome: await reportDelivery(db, row.run_token as string, outcome) }, 'Telegram message');
});
