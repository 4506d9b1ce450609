import { many, value } from '../../src/db/call.ts';
import { renderReportMail } from '../../src/reports/mail.ts';
import { readReport } from '../../src/reports/types.ts';
import { defineTask, type Mail, type MailOutcome } from '../define.ts';

interface MailParams {
  readonly from: string;
  readonly message_id: string;
  readonly recipient_name: string | null;
}

/** Sends one planned mail. The claim is committed before the mail leaves, so a crash in between leaves it unknown, never sent twice. */
export default defineTask(async (id, { db, incarnation, config, connectors, log, signal }) => {
  const [row] = await many(db, 'ops.outbox_claim', { p_id: id, p_incarnation: incarnation });
  if (row === undefined) return;
  const token = row.run_token as string;

  let mail: Mail;
  try {
    const params = row.params as unknown as MailParams;
    const report = renderReportMail(readReport(row.result), {
      isTest: row.is_test === true || config.testMode,
      recipientName: params.recipient_name ?? '',
    });
    mail = { from: params.from, to: row.recipient as string, messageId: params.message_id, ...report };
  } catch (error) {
    // Nothing has left yet, and the same report will not lay out better the next time: the failed row is what people see.
    const message = (error as Error).message;
    await value(db, 'ops.outbox_refuse', { p_run_token: token, p_error: { message }, p_is_final: true });
    log.error({ outbox: id, message }, 'a mail could not be laid out');
    return;
  }

  const outcome = await connectors
    .sendMail(mail, signal)
    .catch((error: Error): MailOutcome => ({ status: 'unknown', message: error.message }));
  const answer = await report(outcome);
  log.info({ outbox: id, outcome: answer }, 'mail');

  function report(o: MailOutcome): Promise<unknown> {
    switch (o.status) {
      case 'accepted':
        return value(db, 'ops.outbox_confirm', { p_run_token: token, p_external_id: o.externalId });
      case 'refused':
        return value(db, 'ops.outbox_refuse', {
          p_run_token: token,
          p_error: { message: o.message },
          p_retry_after: o.retryAfterSeconds === undefined ? null : `${o.retryAfterSeconds} seconds`,
          p_is_final: o.isFinal,
        });
      case 'unknown':
        return value(db, 'ops.outbox_unknown', { p_run_token: token, p_error: { message: o.message } });
    }
  }
});
