import { many, value } from '../../src/db/call.ts';
import { reportDelivery } from '../../src/db/delivery.ts';
import { renderReportMail } from '../../src/reports/mail.ts';
import { renderPlainMail } from '../../src/reports/plain_mail.ts';
import { readReport } from '../../src/reports/types.ts';
import { type ReportList, renderXlsx } from '../../src/reports/xlsx.ts';
import { defineTask, type Mail, type MailOutcome } from '../define.ts';

interface MailParams {
  readonly from: string;
  readonly message_id: string;
  readonly references?: string;
  readonly recipient_name: string | null;
  readonly subject?: string;
  readonly text?: string;
}

/** Sends one planned mail. The claim is committed before the mail leaves, so a crash in between leaves it unknown, never sent twice. */
export default defineTask(async (id, { db, incarnation, config, connectors, log, signal }) => {
  const { via } = connectors.mail;
  if (via === null) {
    const held = await value(db, 'ops.outbox_hold', {
      p_id: id,
      p_reason: 'Mail is off: set GOOGLE_REFRESH_TOKEN (Gmail) or SMTP_URL, or start `mandor sandbox`.',
    });
    return log.debug({ outbox: id, held }, 'mail is off');
  }
  const [row] = await many(db, 'ops.outbox_claim', { p_id: id, p_incarnation: incarnation, p_via: via });
  if (row === undefined) return;
  const token = row.run_token as string;

  let mail: Mail;
  try {
    const params = row.params as unknown as MailParams;
    const isTest = row.is_test === true || config.testMode;
    const [list] = (await many(db, 'ops.outbox_attachment', { p_run_token: token })) as unknown as (ReportList | undefined)[];
    const content =
      row.result === null && params.text !== undefined
        ? renderPlainMail(params, { isTest })
        : renderReportMail(readReport(row.result), { isTest, recipientName: params.recipient_name ?? '' });
    mail = {
      from: params.from,
      to: row.recipient as string,
      messageId: params.message_id,
      ...content,
      ...(params.references === undefined ? {} : { references: params.references }),
      ...(row.thread_id === null ? {} : { threadId: row.thread_id as string }),
      ...(list === undefined ? {} : { attachments: [await renderXlsx(list)] }),
    };
  } catch (error) {
    // Nothing has left yet, and the same report will not lay out better the next time: the failed row is what people see.
    const message = (error as Error).message;
    await reportDelivery(db, token, { status: 'refused', isFinal: true, message });
    log.error({ outbox: id, message }, 'a mail could not be laid out');
    return;
  }

  const outcome = await connectors.mail
    .send(mail, signal)
    .catch((error: Error): MailOutcome => ({ status: 'unknown', message: error.message }));
  log.info({ outbox: id, outcome: await reportDelivery(db, token, outcome) }, 'mail');
});
