import { many, value } from '../../src/db/call.ts';
import { reportDelivery } from '../../src/db/delivery.ts';
import { renderReportMail } from '../../src/reports/mail.ts';
import { renderPlainMail } from '../../src/reports/plain_mail.ts';
import { readReport } from '../../src/reports/types.ts';
import { defineTask, type Mail, type MailOutcome } from '../define.ts';

interface MailParams {
  readonly from: string;
  readonly message_id: string;
  readonly recipient_name: string | null;
  readonly subject?: string;
  readonly text?: string;
}

/** Sends one planned mail. The claim is committed before the mail leaves, so a crash in between leaves it unknown, never sent twice. */
export default defineTask(async (id, { db, incarnation, config, connectors, log, signal }) => {
  if (!connectors.isMailOn) {
    const held = await value(db, 'ops.outbox_hold', { p_id: id, p_reason: 'Mail is off: set SMTP_URL, or start `mandor sandbox`.' });
    return log.debug({ outbox: id, held }, 'mail is off');
  }
  const [row] = await many(db, 'ops.outbox_claim', { p_id: id, p_incarnation: incarnation });
  if (row === undefined) return;
  const token = row.run_token as string;

  let mail: Mail;
  try {
    const params = row.params as unknown as MailParams;
    const isTest = row.is_test === true || config.testMode;
    const content =
      row.result === null && params.text !== undefined
        ? renderPlainMail(params, { isTest })
        : renderReportMail(readReport(row.result), { isTest, recipientName: params.recipient_name ?? '' });
    mail = { from: params.from, to: row.recipient as string, messageId: params.message_id, ...content };
  } catch (error) {
    // Nothing has left yet, and the same report will not lay out better the next time: the failed row is what people see.
    const message = (error as Error).message;
    await reportDelivery(db, token, { status: 'refused', isFinal: true, message });
    log.error({ outbox: id, message }, 'a mail could not be laid out');
    return;
  }

  const outcome = await connectors
    .sendMail(mail, signal)
    .catch((error: Error): MailOutcome => ({ status: 'unknown', message: error.message }));
  log.info({ outbox: id, outcome: await reportDelivery(db, token, outcome) }, 'mail');
});
