import type { TelegramEdit } from '../../src/connectors/telegram/client.ts';
import { many, value } from '../../src/db/call.ts';
import { reportDelivery } from '../../src/db/delivery.ts';
import { defineTask, type Outcome } from '../define.ts';

type EditParams =
  | { readonly method: 'editMessageText'; readonly message_id: string; readonly title: string | null; readonly text: string }
  | { readonly method: 'answerCallbackQuery'; readonly callback_query_id: string; readonly text: string; readonly is_alert: boolean };

/** Answers a pressed button, or takes the buttons off a message: the same again changes nothing, so a lost answer is repeated. */
export default defineTask(async (id, { db, incarnation, connectors, log, signal }) => {
  if (!connectors.isTelegramOn) {
    const held = await value(db, 'ops.outbox_hold', { p_id: id, p_reason: 'Telegram is off: set TELEGRAM_BOT_TOKEN.' });
    return log.debug({ outbox: id, held }, 'Telegram is off');
  }
  const [row] = await many(db, 'ops.outbox_claim', { p_id: id, p_incarnation: incarnation });
  if (row === undefined) return;
  const outcome = await connectors
    .editTelegram(editOf(row.params as unknown as EditParams, row.recipient as string), signal)
    .catch((error: Error): Outcome => ({ status: 'unknown', message: error.message }));
  log.info({ outbox: id, outcome: await reportDelivery(db, row.run_token as string, outcome) }, 'Telegram edit');
});

function editOf(params: EditParams, chatId: string): TelegramEdit {
  return params.method === 'answerCallbackQuery'
    ? { method: params.method, queryId: params.callback_query_id, text: params.text, isAlert: params.is_alert }
    : { method: params.method, chatId, messageId: params.message_id, title: params.title, text: params.text };
}
